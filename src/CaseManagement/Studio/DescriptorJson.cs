using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Activities as the palette and the property panel of Studio read them.</summary>
internal static class DescriptorJson
{
    private static readonly Dictionary<string, string> OutcomeNames = new(StringComparer.Ordinal)
    {
        ["Done"] = "完成", ["True"] = "是", ["False"] = "否", ["Default"] = "其他", ["Accepted"] = "已接收", ["Rejected"] = "被退回", ["Exhausted"] = "多次未送达",
        ["Completed"] = "全部完成", ["Canceled"] = "已取消",
    };

    private static readonly Dictionary<string, string> OptionNames = new(StringComparer.Ordinal)
    {
        ["WaitAny"] = "等待任意一个", ["WaitAll"] = "等待全部", ["WaitAllActive"] = "等待所有已走的分支", ["MatchFirst"] = "只走第一个符合的", ["MatchAny"] = "走所有符合的",
        ["UTC"] = "协调世界时", ["Asia/Shanghai"] = "北京时间",
    };

    private static readonly Dictionary<Type, string> TypeNames = new()
    {
        [typeof(string)] = "String", [typeof(bool)] = "Boolean", [typeof(int)] = "Int32", [typeof(long)] = "Int64", [typeof(double)] = "Double", [typeof(decimal)] = "Decimal",
        [typeof(DateTimeOffset)] = "DateTimeOffset", [typeof(TimeSpan)] = "TimeSpan", [typeof(Guid)] = "Guid", [typeof(JsonObject)] = "ObjectDictionary", [typeof(JsonArray)] = "ObjectCollection",
        [typeof(string[])] = "ObjectCollection",
    };

    /// <summary>An activity type as it stands in the palette.</summary>
    /// <param name="activity">The type.</param>
    /// <param name="choices">What its inputs offer, by name.</param>
    /// <param name="version">Ports are known by type and version.</param>
    /// <param name="outcomes">Its ports, where they are not the type's own.</param>
    /// <remarks>Studio calls a new step by the descriptor's name and a number, which is what people read on the canvas.</remarks>
    public static JsonObject Activity(ActivityDescriptor activity, IReadOnlyDictionary<string, IReadOnlyList<Choice>?> choices, int version = 1, IReadOnlyList<(string Name, string Label)>? outcomes = null) => new()
    {
        ["typeName"] = activity.Type, ["namespace"] = activity.Type[..activity.Type.LastIndexOf('.')], ["name"] = activity.DisplayName, ["version"] = version,
        ["category"] = activity.Category.Length > 0 ? activity.Category : "其他", ["displayName"] = activity.DisplayName, ["description"] = activity.Description,
        ["kind"] = activity.IsTrigger ? "Trigger" : "Action",
        ["inputs"] = ElsaHttp.Array(activity.Inputs.Select((input, order) => Input(input, order, choices.GetValueOrDefault(input.Name)))),
        ["outputs"] = ElsaHttp.Array(activity.Outputs.Select((output, order) => Output(output.Name, TypeName(output.ValueType), output.DisplayName, order))),
        ["ports"] = Ports(activity, outcomes), ["customProperties"] = new JsonObject(), ["constructionProperties"] = new JsonObject(),
        ["isContainer"] = activity.IsContainer, ["isBrowsable"] = activity.IsBrowsable, ["isStart"] = activity.Type == "Elsa.Start", ["isTerminal"] = activity.IsTerminal,
    };

    /// <summary>A workflow that may be used as an activity; its inputs, outputs and outcomes are the activity's.</summary>
    public static JsonObject Workflow(WorkflowDefinitionVersion row, WorkflowDefinition definition)
    {
        var outcomes = definition.Outcomes.Count > 0 ? definition.Outcomes : ["Done"];
        var category = definition.Json["options"]?["activityCategory"] is JsonValue value && value.TryGetValue<string>(out var given) && given.Length > 0 ? given : "流程";
        return new JsonObject
        {
            ["typeName"] = row.Name, ["namespace"] = "Workflows", ["name"] = row.Name, ["version"] = row.Version, ["category"] = category, ["displayName"] = row.Name, ["description"] = definition.Description ?? "",
            ["kind"] = "Action",
            ["inputs"] = ElsaHttp.Array(definition.Inputs.Select((input, order) => Input(input.Name, input.Type.Alias ?? "Object", input.DisplayName ?? input.Name, "", order, null, "singleline", null, true))),
            ["outputs"] = ElsaHttp.Array(definition.Outputs.Select((output, order) => Output(output.Name, output.Type.Alias ?? "Object", output.DisplayName ?? output.Name, order))),
            ["ports"] = ElsaHttp.Array(outcomes.Select(outcome => Port(outcome, OutcomeName(outcome), "Flow"))),
            ["customProperties"] = new JsonObject { ["RootType"] = "WorkflowDefinitionActivity", ["WorkflowDefinitionId"] = row.DefinitionId, ["WorkflowDefinitionVersionId"] = row.Id },
            ["constructionProperties"] = new JsonObject
            {
                ["workflowDefinitionId"] = row.DefinitionId, ["workflowDefinitionVersionId"] = row.Id, ["latestAvailablePublishedVersion"] = row.Version, ["latestAvailablePublishedVersionId"] = row.Id,
            },
            ["isContainer"] = false, ["isBrowsable"] = row.IsPublished, ["isStart"] = false, ["isTerminal"] = false,
        };
    }

    /// <summary>An outcome in Chinese; one that the modeller named is called by its name.</summary>
    public static string OutcomeName(string outcome) => OutcomeNames.GetValueOrDefault(outcome, outcome);

    public static string TypeName(Type type) => TypeNames.GetValueOrDefault(type, type.IsEnum ? "String" : "Object");

    /// <summary>What the editor of an input needs beside its hint; null when nothing.</summary>
    public static JsonObject? Specifications(InputDescriptor input, IReadOnlyList<Choice>? choices)
    {
        if ((choices ?? Fixed(input)) is { } offered) return Dropdown(offered);
        return (input.UIHint ?? Hint(input.ValueType)) switch
        {
            "code-editor" => new JsonObject { ["code-editor"] = new JsonObject { ["language"] = "javascript", ["singleLineMode"] = false } },
            "dynamic-outcomes" => new JsonObject { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray() } },
            _ => null,
        };
    }

    // Without Studio's flag "Refresh": it would ask again and again while the panel is open. The descriptors themselves come anew after every save.
    private static JsonObject Dropdown(IReadOnlyList<Choice> choices)
    {
        var items = ElsaHttp.Array(choices.Select(choice => new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value }));
        return new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false, ["sortItems"] = false }, ["providerName"] = null } };
    }

    private static IReadOnlyList<Choice>? Fixed(InputDescriptor input) =>
        input.Options.Count > 0 ? [.. input.Options.Select(option => new Choice(OptionNames.GetValueOrDefault(option, option), option))] : null;

    private static JsonObject Input(InputDescriptor input, int order, IReadOnlyList<Choice>? choices)
    {
        var hint = choices is not null || input.Options.Count > 0 ? "dropdown" : input.UIHint ?? Hint(input.ValueType);
        return Input(input.Name, TypeName(input.ValueType), input.DisplayName, input.Description, order, Specifications(input, choices), hint, Default(input.Default), input.IsWrapped);
    }

    private static JsonObject Input(string name, string type, string displayName, string description, int order, JsonObject? specifications, string hint, JsonNode? byDefault, bool isWrapped) => new()
    {
        ["name"] = name, ["typeName"] = type, ["displayName"] = displayName, ["description"] = description, ["order"] = order, ["isBrowsable"] = true, ["isSynthetic"] = false,
        ["isWrapped"] = isWrapped, ["uiHint"] = hint, ["category"] = null, ["defaultValue"] = byDefault, ["defaultSyntax"] = "Literal", ["isReadOnly"] = false, ["isSensitive"] = false,
        ["storageDriverType"] = null, ["uiSpecifications"] = specifications,
    };

    private static JsonObject Output(string name, string type, string displayName, int order) => new()
    {
        ["name"] = name, ["typeName"] = type, ["displayName"] = displayName, ["description"] = "", ["order"] = order, ["isBrowsable"] = true, ["isSynthetic"] = false,
    };

    private static JsonArray Ports(ActivityDescriptor activity, IReadOnlyList<(string Name, string Label)>? outcomes)
    {
        var embedded = activity.EmbeddedPorts.Select(port => Port(port.Name, port.DisplayName, "Embedded"));
        if (activity.IsTerminal) return ElsaHttp.Array(embedded);
        var flow = outcomes ?? [.. (activity.Outcomes.Count > 0 ? activity.Outcomes : ["Done"]).Select(outcome => (outcome, OutcomeName(outcome)))];
        return ElsaHttp.Array(embedded.Concat(flow.Select(outcome => Port(outcome.Name, outcome.Label, "Flow"))));
    }

    private static JsonObject Port(string name, string displayName, string type) => new() { ["name"] = name, ["displayName"] = displayName, ["type"] = type, ["isBrowsable"] = true };

    private static string Hint(Type type) => type == typeof(bool) ? "checkbox" : type == typeof(DateTimeOffset) ? "datetime-picker" : type == typeof(string[]) ? "multitext"
        : type == typeof(JsonObject) || type == typeof(JsonArray) ? "json-editor" : "singleline";

    private static JsonValue? Default(object? value) => value switch
    {
        null or JsonNode or Array => null,
        bool flag => JsonValue.Create(flag),
        Enum named => JsonValue.Create(named.ToString()),
        IFormattable formattable => JsonValue.Create(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
