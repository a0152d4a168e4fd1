using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs the embedded activity of the first matching case, or of all of them, or else the default one.</summary>
[Activity("Elsa.Switch", Category = "分支", DisplayName = "多路选择", Description = "按条件执行内嵌的活动；都不符合时执行“默认”。")]
[EmbeddedPort("Default", "默认")]
internal sealed class Switch : Container
{
    [Input("分支", UIHint = "switch-editor", IsWrapped = false)] public Input<JsonArray> Cases { get; set; } = new();
    [Input("方式", UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"])] public Input<SwitchMode> Mode { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var matches = SwitchCases.Matching(context, Mode.Value);
        var chosen = matches.Count == 0
            ? [context.Child("default")]
            : matches.Select(@case => context.Node.Children.FirstOrDefault(child => child.Json == @case["activity"]));
        foreach (var activity in chosen.OfType<ActivityNode>()) context.Schedule(activity);
        if (context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }
}
