using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>What one version of a form changes against another, in sentences.</summary>
public static class FormChanges
{
    public static IReadOnlyList<string> Between(FormDefinition? before, FormDefinition after) => before is null ? ["新的表单。"] :
    [
        .. Changed("标题", before.Title, after.Title),
        .. Lists("结果", before.Outcomes, after.Outcomes, outcome => outcome.Name, outcome => outcome.Label, Outcome),
        .. Lists("字段", before.Fields, after.Fields, field => field.Name, field => field.Label, (old, now) => Field(old, now, after)),
        .. Lists("模板", before.Templates ?? [], after.Templates ?? [], template => template.Name, template => template.Title, Template),
    ];

    private static IEnumerable<string> Lists<T>(string kind, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Func<T, string> label, Func<T, T, IEnumerable<string>> inside)
    {
        foreach (var item in after.Where(item => before.All(known => name(known) != name(item)))) yield return $"增加{kind}“{label(item)}”（{name(item)}）。";
        foreach (var item in before.Where(item => after.All(known => name(known) != name(item)))) yield return $"删除{kind}“{label(item)}”（{name(item)}）。";
        foreach (var item in after)
            if (before.FirstOrDefault(known => name(known) == name(item)) is { } old)
                foreach (var change in inside(old, item)) yield return $"{kind}“{label(item)}”：{change}";
        var (kept, now) = (before.Select(name).Where(n => after.Any(item => name(item) == n)), after.Select(name).Where(n => before.Any(item => name(item) == n)));
        if (!kept.SequenceEqual(now)) yield return $"{kind}的顺序改变。";
    }

    private static IEnumerable<string> Outcome(TaskOutcome old, TaskOutcome now) => Changed("名称", old.Label, now.Label);

    private static IEnumerable<string> Template(FormTemplate old, FormTemplate now) =>
        [.. Changed("名称", old.Title, now.Title), .. Changed("用于字段", old.Field, now.Field), .. old.Text == now.Text ? [] : new[] { "内容改变。" }, .. Changed("用于结果", Names(old.Outcomes), Names(now.Outcomes))];

    private static IEnumerable<string> Field(FormField old, FormField now, FormDefinition form) =>
    [
        .. Changed("名称", old.Label, now.Label), .. Changed("类型", FormWords.Type(old.Type), FormWords.Type(now.Type)), .. Changed("必填", Must(old, form), Must(now, form)), .. Changed("显示", Shown(old, form), Shown(now, form)),
        .. Changed("说明", old.Hint ?? "", now.Hint ?? ""), .. Changed("多行", Yes(old.Multiline), Yes(now.Multiline)), .. Changed("最多字数", $"{old.MaxLength}", $"{now.MaxLength}"),
        .. Changed("含个人信息", Yes(old.Personal), Yes(now.Personal)), .. Changed("初始值", Json(old.Default), Json(now.Default)), .. Changed("选项", Options(old), Options(now)),
    ];

    private static IEnumerable<string> Changed(string what, string old, string now) => old == now ? [] : [$"{what}由“{Or(old)}”改为“{Or(now)}”。"];

    private static string Or(string text) => text.Length == 0 ? "无" : text;
    private static string Yes(bool yes) => yes ? "是" : "否";
    private static string Json(JsonNode? value) => value?.ToString() ?? "";
    private static string Names(IReadOnlyList<string>? names) => names is null ? "全部" : string.Join("、", names);
    private static string Options(FormField field) => field.OptionsFrom is not null ? "规则包的分类" : string.Join("、", (field.Options ?? []).Select(option => option.Text));
    private static string Must(FormField field, FormDefinition form) => field.Required ? "总是" : field.RequiredFor is { Count: > 0 } some ? Labels(some, form) : "否";
    private static string Shown(FormField field, FormDefinition form) => field.ShownFor is { } some ? Labels(some, form) : "总是";
    private static string Labels(IReadOnlyList<string> outcomes, FormDefinition form) => string.Join("、", outcomes.Select(name => form.Outcomes.FirstOrDefault(outcome => outcome.Name == name)?.Label ?? name));
}
