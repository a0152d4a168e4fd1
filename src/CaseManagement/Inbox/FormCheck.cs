using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What keeps a form from being filled in: a JSON pointer and a sentence for whoever draws it.</summary>
public static partial class FormCheck
{
    /// <summary>Where the options of a choice may come from besides the form.</summary>
    public const string ClassesOfThePack = "case.classes";

    public static IReadOnlyList<FieldError> Faults(FormDefinition form) =>
        [.. Head(form), .. Outcomes(form.Outcomes ?? []), .. (form.Fields ?? []).SelectMany((field, at) => Field(form, field, $"/fields/{at}")), .. (form.Templates ?? []).SelectMany((template, at) => Template(form, template, $"/templates/{at}"))];

    private static IEnumerable<FieldError> Head(FormDefinition form)
    {
        if (form.Name is null || !FormName().IsMatch(form.Name)) yield return new("/name", "请填写表单编号：以字母开头，只用字母、数字和连字符，最多 40 个字符。");
        if (string.IsNullOrWhiteSpace(form.Title)) yield return new("/title", "请填写表单标题。");
        if (form.Outcomes is not { Count: > 0 }) yield return new("/outcomes", "至少要有一个结果，第一个结果使工单向前走。");
        foreach (var at in Twice((form.Outcomes ?? []).Select(outcome => outcome.Name))) yield return new($"/outcomes/{at}/name", "结果编号重复，请换一个。");
        foreach (var at in Twice((form.Fields ?? []).Select(field => field.Name))) yield return new($"/fields/{at}/name", "字段编号重复，请换一个。");
        foreach (var at in Twice((form.Templates ?? []).Select(template => template.Name))) yield return new($"/templates/{at}/name", "模板编号重复，请换一个。");
    }

    private static IEnumerable<FieldError> Outcomes(IReadOnlyList<TaskOutcome> outcomes)
    {
        for (var at = 0; at < outcomes.Count; at++)
        {
            if (!IsCode(outcomes[at].Name)) yield return new($"/outcomes/{at}/name", "请填写结果编号：以字母开头，只用字母和数字。");
            if (string.IsNullOrWhiteSpace(outcomes[at].Label)) yield return new($"/outcomes/{at}/label", "请填写结果的名称，它是办理人看到的按钮。");
        }
    }

    private static IEnumerable<FieldError> Field(FormDefinition form, FormField field, string at)
    {
        if (!IsCode(field.Name)) yield return new($"{at}/name", "请填写字段编号：以字母开头，只用字母和数字。");
        if (string.IsNullOrWhiteSpace(field.Label)) yield return new($"{at}/label", "请填写字段的名称。");
        if (!FormDefinition.FieldTypes.Contains(field.Type)) yield return new($"{at}/type", $"没有“{field.Type}”这种字段，可用：{string.Join("、", FormDefinition.FieldTypes)}。");
        if (field.MaxLength is < 1 or > FormRules.LongestText) yield return new($"{at}/maxLength", $"最多字数应在 1 至 {FormRules.LongestText} 之间。");
        foreach (var fault in Rules(form, field, at).Concat(Options(field, at)).Concat(Default(field, at))) yield return fault;
    }

    private static IEnumerable<FieldError> Rules(FormDefinition form, FormField field, string at)
    {
        var outcomes = (form.Outcomes ?? []).Select(outcome => outcome.Name).ToHashSet(StringComparer.Ordinal);
        if ((field.RequiredFor ?? []).FirstOrDefault(outcome => !outcomes.Contains(outcome)) is { } must) yield return new($"{at}/requiredFor", $"“{field.Label}”对结果“{must}”必填，但表单没有这个结果。");
        if ((field.ShownFor ?? []).FirstOrDefault(outcome => !outcomes.Contains(outcome)) is { } seen) yield return new($"{at}/shownFor", $"“{field.Label}”在结果“{seen}”时显示，但表单没有这个结果。");
        if (field.ShownFor is { Count: 0 }) yield return new($"{at}/shownFor", $"“{field.Label}”对任何结果都不显示，请至少选一个结果，或者删除这个字段。");
        if ((field.RequiredFor ?? []).FirstOrDefault(outcome => outcomes.Contains(outcome) && !field.ShownWith(outcome)) is { } hidden)
            yield return new($"{at}/requiredFor", $"“{field.Label}”对结果“{hidden}”必填，却不显示，谁也填不了。");
    }

    private static IEnumerable<FieldError> Options(FormField field, string at)
    {
        var options = field.Options ?? [];
        if (field.Type is "choice" or "choices" && options.Count == 0 && field.OptionsFrom is null) yield return new($"{at}/options", $"“{field.Label}”是选择，请给出选项。");
        if (field.OptionsFrom is not (null or ClassesOfThePack)) yield return new($"{at}/optionsFrom", $"选项只能来自 {ClassesOfThePack}（规则包的分类）。");
        foreach (var order in Twice(options.Select(option => option.Value))) yield return new($"{at}/options/{order}/value", $"“{field.Label}”的选项编号重复，请换一个。");
        for (var order = 0; order < options.Count; order++)
            if (string.IsNullOrWhiteSpace(options[order].Value) || string.IsNullOrWhiteSpace(options[order].Text)) yield return new($"{at}/options/{order}", $"“{field.Label}”的第 {order + 1} 个选项要有编号和文字。");
    }

    private static IEnumerable<FieldError> Default(FormField field, string at) =>
        field.Default is { } value && field.OptionsFrom is null && FormDefinition.FieldTypes.Contains(field.Type)
            ? FormRules.Check([field with { ShownFor = null }], "", new JsonObject { [field.Name ?? ""] = value.DeepClone() }).Select(wrong => new FieldError($"{at}/default", $"初始值不能用：{wrong.Message}"))
            : [];

    private static IEnumerable<FieldError> Template(FormDefinition form, FormTemplate template, string at)
    {
        var field = (form.Fields ?? []).FirstOrDefault(field => field.Name == template.Field);
        if (!IsCode(template.Name)) yield return new($"{at}/name", "请填写模板编号：以字母开头，只用字母和数字。");
        if (string.IsNullOrWhiteSpace(template.Title)) yield return new($"{at}/title", "请填写模板的名称。");
        if (field is not { Type: "text" }) yield return new($"{at}/field", $"模板“{template.Title}”要用于一个文字字段，“{template.Field}”不是。");
        if (string.IsNullOrWhiteSpace(template.Text)) yield return new($"{at}/text", $"请填写模板“{template.Title}”的内容。");
        else if (template.Text.Length > (field?.MaxLength ?? FormRules.LongestText)) yield return new($"{at}/text", $"模板“{template.Title}”有 {template.Text.Length} 字，超过“{field?.Label}”的最多 {field?.MaxLength ?? FormRules.LongestText} 字。");
        if ((template.Outcomes ?? []).FirstOrDefault(outcome => (form.Outcomes ?? []).All(known => known.Name != outcome)) is { } unknown) yield return new($"{at}/outcomes", $"模板“{template.Title}”用于结果“{unknown}”，但表单没有这个结果。");
    }

    private static IEnumerable<int> Twice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select((name, at) => (name, at)).Where(item => !seen.Add(item.name ?? "")).Select(item => item.at)];
    }

    private static bool IsCode(string? name) => name is not null && Code().IsMatch(name);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    // A form of one place bears its code in front: xa-countersign.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex FormName();
}
