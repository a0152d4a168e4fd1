using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Elsa's alterations in our words.</summary>
internal static class Alterations
{
    public const string Migrate = nameof(Migrate);
    private static readonly string[] Known = ["Cancel", "CancelActivity", "ModifyVariable", "ScheduleActivity", Migrate];

    /// <summary>Why alterations cannot be done, whatever the instance; null when they can.</summary>
    public static Refusal? Refused(IReadOnlyList<JsonObject>? alterations) => alterations switch
    {
        null or [] => Refusal.Malformed("alterationsMissing", "请写明要做的修改（alterations）。", new FieldError("/alterations", "至少一项。")),
        { Count: > 1 } when alterations.Any(alteration => TypeOf(alteration) == Migrate) => MigratesAlone,
        _ when alterations.FirstOrDefault(alteration => !Known.Contains(TypeOf(alteration))) is { } unknown => Unknown(unknown),
        _ => null,
    };

    /// <summary>What the alterations mean for an instance that stands where this one does.</summary>
    public static Result<IReadOnlyList<InstanceOperation>> Operations(IEnumerable<JsonObject> alterations, WorkflowState state)
    {
        var operations = new List<InstanceOperation>();
        foreach (var alteration in alterations)
        {
            if (Operation(alteration, state) is not { } operation) return Unknown(alteration);
            operations.Add(operation);
        }

        return Together(operations);
    }

    // Elsa lets the instance run only after all of them: to cancel steps and to schedule another is to move. One by one, the cancelled steps' branch would be dead already.
    private static List<InstanceOperation> Together(List<InstanceOperation> operations)
    {
        var left = operations.OfType<InstanceOperation.CancelActivity>().Where(cancel => cancel.Run is null).ToList();
        if (left.Count == 0 || operations.FindIndex(operation => operation is InstanceOperation.Move) is not (>= 0 and var at)) return operations;
        operations[at] = ((InstanceOperation.Move)operations[at]) with { From = [.. left.Select(cancel => cancel.Activity)] };
        operations.RemoveAll(left.Contains);
        return operations;
    }

    private static InstanceOperation? Operation(JsonObject alteration, WorkflowState state)
    {
        var run = alteration["activityInstanceId"]?.ToString() is { Length: > 0 } given ? state.Activities.Find(open => InstanceJson.RunId(state.InstanceId, open.Id) == given) : null;
        var activity = run?.NodeId ?? alteration["activityId"]?.ToString();
        return TypeOf(alteration) switch
        {
            "Cancel" => new InstanceOperation.Cancel(),
            Migrate => Migration(alteration),
            "CancelActivity" when activity is not null => new InstanceOperation.CancelActivity(activity, run?.Id),
            "ModifyVariable" when alteration["variableId"]?.ToString() is { } variable => new InstanceOperation.SetVariable(variable, alteration["value"]?.DeepClone()),
            // On a faulted step it means: try again; on another: run it next.
            "ScheduleActivity" when activity is not null => state.SubStatus == SubStatus.Faulted || state.Activities.Exists(open => open.Status == ActivityStatus.Faulted && (open.NodeId == activity || open.NodeId.EndsWith(":" + activity, StringComparison.Ordinal)))
                ? new InstanceOperation.Retry(activity)
                : new InstanceOperation.Move(activity),
            _ => null,
        };
    }

    /// <summary>Elsa says the version only; what else a migration may be told is ours.</summary>
    public static InstanceOperation.Migrate? Migration(JsonObject alteration)
    {
        if (alteration["targetVersion"] is not JsonValue target || !target.TryGetValue<int>(out var version)) return null;
        try
        {
            return new InstanceOperation.Migrate(
                version, alteration["fromVersion"]?.GetValue<int>(), alteration["steps"]?.Deserialize<IReadOnlyList<StepMapping>>(ElsaHttp.Json), alteration["clocks"]?.Deserialize<IReadOnlyList<string>>(ElsaHttp.Json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether this is the migration of instances, for which one has to be allowed to publish.</summary>
    public static bool IsMigration(IEnumerable<JsonObject>? alterations) => (alterations ?? []).Any(alteration => TypeOf(alteration) == Migrate);

    private static string? TypeOf(JsonObject alteration) => alteration["type"]?.ToString();

    private static readonly Refusal MigratesAlone = Refusal.Rule("migrationAlone", "迁移版本须单独提交，不能与其他修改一起做。");

    public static Refusal Unknown(JsonObject alteration) => Refusal.Rule("alterationUnknown", $"不支持这种修改，或缺少它作用的步骤、变量：{TypeOf(alteration) ?? "（没有写 type）"}。");
}
