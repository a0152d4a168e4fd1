using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>When a join runs: at the first branch, when all arrived, or when all that are still alive arrived.</summary>
internal enum JoinMode { WaitAny, WaitAll, WaitAllActive }

/// <summary>Brings branches together. The flowchart decides when it runs; at the first of several it cancels the others.</summary>
[Activity("Elsa.FlowJoin", Category = "分支", DisplayName = "汇合", Description = "WaitAny：先到先行，其余取消；WaitAll：全部到达；WaitAllActive：仍有效的全部到达。")]
internal sealed class FlowJoin : EngineActivity
{
    [Input("方式", UIHint = "dropdown", Options = ["WaitAny", "WaitAll", "WaitAllActive"])] public Input<JoinMode> Mode { get; set; } = new();

    protected override async ValueTask ExecuteAsync(StepContext context)
    {
        if (Mode.Value == JoinMode.WaitAny && context.Parent is { IsOpen: true, Activity: Flowchart } flowchart)
            await Flowchart.CancelAncestorsAsync(flowchart, context.Node);
    }
}
