using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Completes the workflow it belongs to, with outcomes when that workflow is used as an activity.</summary>
[Activity("Elsa.Complete", Category = "流程", DisplayName = "完成流程", Description = "完成所属的流程；该流程作为活动使用时，从给出的出口离开。", IsTerminal = true)]
internal sealed class Complete : EngineActivity
{
    [Input("出口", UIHint = "outcome-picker")] public Input<object> Outcomes { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.CompleteComposite(Chosen(context.Composite.Parent is null));
        return ValueTask.CompletedTask;
    }

    /// <summary>One name, or a JSON list of names; nobody follows the outermost workflow's, where Elsa's journal shows the text of the list.</summary>
    private string[] Chosen(bool outermost) => Outcomes.Value switch
    {
        null => ["Done"],
        string text when !outermost && Values.Parse(text) is JsonArray list => Values.To<string[]>(list) ?? [],
        string text => string.IsNullOrWhiteSpace(text) ? [] : [text],
        var list => Values.To<string[]>(list) ?? [],
    };
}
