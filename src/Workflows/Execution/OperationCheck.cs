using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Activities;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Says whether the state of an instance allows an operation, and finds what the operation means. Pure: asked before the request is taken and again when it is its turn.</summary>
internal static class OperationCheck
{
    /// <summary>Why the operation cannot be done; null when it can.</summary>
    public static OperationRefusal? Refuse(ActivityCatalog catalog, WorkflowDefinition definition, WorkflowState state, InstanceOperation operation)
    {
        if (state.SubStatus is not (SubStatus.Suspended or SubStatus.Faulted)) return new("instanceEnded", "流程已经结束，不能再操作。");
        var faulted = state.SubStatus == SubStatus.Faulted;
        return operation switch
        {
            InstanceOperation.Cancel => faulted ? new("instanceEnded", "流程已因异常终止，不必取消；可以重试，或跳过出错的步骤。") : null,
            InstanceOperation.CancelActivity cancel => faulted
                ? new("instanceFaulted", "流程已因异常终止，没有等待中的步骤可以取消；请重试，或跳过出错的步骤。")
                : RefuseRun(state, definition, cancel.Activity, cancel.Run) ?? RefuseCancel(definition, cancel),
            InstanceOperation.Retry retry => CanRetry(state, definition, retry.Activity) ? null : new("nothingToRetry", retry.Activity is null
                ? "没有出错的步骤可以重试。"
                : $"步骤“{retry.Activity}”没有出错，不能重试。"),
            InstanceOperation.Skip skip => RefuseSkip(catalog, state, definition, skip),
            InstanceOperation.Move move => RefuseMove(state, definition, move),
            InstanceOperation.SetVariable set => RefuseVariable(state, definition, set),
            _ => null,
        };
    }

    public static bool Is(ActivityNode node, string activity) => node.Id == activity || node.NodeId == activity;

    public static ActivityNode? Node(WorkflowDefinition definition, string activity) => definition.FindByNodeId(activity) ?? definition.FindById(activity);

    /// <summary>Open runs of an activity, the oldest first; one of them when it is named.</summary>
    public static IEnumerable<ActivityInstance> OpenRuns(WorkflowState state, WorkflowDefinition definition, string activity, string? run) =>
        state.Activities.Where(open => open.Status is ActivityStatus.Running or ActivityStatus.Faulted && (run is null || open.Id == run)
            && definition.FindByNodeId(open.NodeId) is { } node && Is(node, activity));

    /// <summary>Faulted runs that could run again.</summary>
    public static IEnumerable<ActivityInstance> Faulted(WorkflowState state, WorkflowDefinition definition, string? activity) =>
        state.Activities.Where(run => run is { Status: ActivityStatus.Faulted, Hangs: false, ParentId: not null }
            && (activity is null || definition.FindByNodeId(run.NodeId) is { } node && Is(node, activity)));

    /// <summary>The run of the container in which an activity would run; null when it is not open.</summary>
    public static ActivityInstance? Owner(WorkflowState state, ActivityNode target) =>
        state.Activities.FindLast(run => run.NodeId == target.Parent?.NodeId && (run.Status == ActivityStatus.Running || run.Hangs || IsHeld(state, run)));

    /// <summary>A variable that the workflow or an open container declares, inner ones first, with the run that keeps its value.</summary>
    public static (ActivityInstance Run, VariableDefinition Variable)? FindVariable(WorkflowState state, WorkflowDefinition definition, string idOrName)
    {
        foreach (var run in state.Activities.AsEnumerable().Reverse())
            if (definition.FindByNodeId(run.NodeId)?.Variables.FirstOrDefault(variable => variable.Id == idOrName || variable.Name == idOrName) is { } found) return (run, found);
        return null;
    }

    private static bool IsHeld(WorkflowState state, ActivityInstance run) => state.Held is { } held
        && (held.Exists(work => work.Owner == run.Id) || state.Activities.Exists(child => child.ParentId == run.Id && IsHeld(state, child)));

    private static IEnumerable<ActivityNode> HeldNodes(WorkflowState state, WorkflowDefinition definition) =>
        (state.Held ?? []).Select(work => work.NodeId is null ? null : definition.FindByNodeId(work.NodeId)).OfType<ActivityNode>();

    private static bool CanRetry(WorkflowState state, WorkflowDefinition definition, string? activity) => state.SubStatus == SubStatus.Faulted
        // The first is the one that faulted; with it goes on what its fault cut off.
        ? HeldNodes(state, definition).FirstOrDefault() is { } first && (activity is null || Is(first, activity))
        : Faulted(state, definition, activity).Any();

    private static OperationRefusal? RefuseRun(WorkflowState state, WorkflowDefinition definition, string activity, string? run) =>
        OpenRuns(state, definition, activity, run).Take(2).Count() switch
        {
            0 => new("activityNotOpen", $"步骤“{activity}”没有在等待，也没有出错，不能操作。"),
            2 => new("activityRunNeeded", $"步骤“{activity}”有多次执行同时等待，请指明是哪一次。"),
            _ => null,
        };

    private static OperationRefusal? RefuseCancel(WorkflowDefinition definition, InstanceOperation.CancelActivity cancel) =>
        Node(definition, cancel.Activity)!.Parent is { Type: "Elsa.Flowchart" or "Elsa.Parallel" or "Elsa.ParallelForEach" } ? null
            : new("activityNotCancellable", $"步骤“{cancel.Activity}”不在流程图中，取消后流程无法继续；请改为跳过，或取消整个流程。");

    private static OperationRefusal? RefuseSkip(ActivityCatalog catalog, WorkflowState state, WorkflowDefinition definition, InstanceOperation.Skip skip)
    {
        var node = HeldNodes(state, definition).FirstOrDefault(held => Is(held, skip.Activity));
        if (node is null)
        {
            if (RefuseRun(state, definition, skip.Activity, skip.Run) is { } refusal) return refusal;
            node = Node(definition, skip.Activity)!;
        }

        if (node.Parent is null || node.Parent.Parent is null) return new("activityNotSkippable", "不能跳过整个流程；请改为取消流程。");
        var outcomes = OutcomesOf(catalog, node).ToList();
        return outcomes.Contains(skip.Outcome ?? "Done") ? null
            : new("outcomeUnknown", $"步骤“{skip.Activity}”没有出口“{skip.Outcome ?? "Done"}”，可选：{string.Join('、', outcomes)}。");
    }

    private static IEnumerable<string> OutcomesOf(ActivityCatalog catalog, ActivityNode node)
    {
        var drawn = node.Parent!.Connections.Where(connection => connection.Source == node.Id).Select(connection => connection.Port ?? "Done");
        var declared = catalog.Of(node)?.Outcomes is { Count: > 0 } outcomes ? outcomes : ["Done"];
        return declared.Concat(drawn).Distinct();
    }

    private static OperationRefusal? RefuseMove(WorkflowState state, WorkflowDefinition definition, InstanceOperation.Move move)
    {
        if (Node(definition, move.To) is not { } target) return new("activityUnknown", $"流程定义中没有步骤“{move.To}”。");
        if (target.Parent is not { Type: "Elsa.Flowchart" or "Elsa.Sequence" }) return new("moveTargetNotInFlow", $"步骤“{move.To}”不在流程图或顺序中，不能直接转到。");
        if (Owner(state, target) is null) return new("containerNotOpen", $"步骤“{move.To}”所在的“{target.Parent.Id}”没有在执行，不能转到其中。");
        if (target.Parent.Type == "Elsa.Flowchart" && !state.TokenBased && !FlowGraph.Of(target.Parent, state.TriggerActivityId).IsReachable(target.Id))
            return new("activityUnreachable", $"没有连线从起点通到步骤“{move.To}”，转到那里后流程无法继续。");
        foreach (var from in move.From ?? [])
            if (!OpenRuns(state, definition, from, null).Any() && !HeldNodes(state, definition).Any(held => Is(held, from)))
                return new("activityNotOpen", $"步骤“{from}”没有在等待，也没有出错，不能从它转走。");
        return null;
    }

    private static OperationRefusal? RefuseVariable(WorkflowState state, WorkflowDefinition definition, InstanceOperation.SetVariable set)
    {
        if (FindVariable(state, definition, set.Variable) is not { } found) return new("variableUnknown", $"流程中没有变量“{set.Variable}”，或声明它的步骤没有在执行。");
        if (!found.Variable.Persists) return new("variableNotKept", $"变量“{found.Variable.Name}”没有设置存储方式，修改不会保留。");
        return Fits(found.Variable.Type, set.Value) ? null : new("valueDoesNotFit", $"这个值不能作为变量“{found.Variable.Name}”（{found.Variable.Type.Alias}）的值。");
    }

    // Definitions rely on values that do not fit becoming the type's default; a person who mistypes is told.
    internal static bool Fits(DataType type, JsonNode? value)
    {
        var clr = type.Clr();
        return value is null || clr == typeof(object) || clr == typeof(string) || Values.Convert(value, clr.IsValueType ? typeof(Nullable<>).MakeGenericType(clr) : clr) is not null;
    }
}
