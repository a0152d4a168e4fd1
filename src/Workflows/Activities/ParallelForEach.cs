using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its body for every item of a list, all at once, and is over when all of them are. Each run has its own <c>CurrentValue</c> and <c>CurrentIndex</c>.</summary>
[Activity("Elsa.ParallelForEach", Category = "循环", DisplayName = "逐项并行", Description = "对列表中的每一项同时执行“循环体”，全部完成后继续。列表请用变量或脚本给出。")]
[EmbeddedPort("Body", "循环体", IsRequired = true)]
internal sealed class ParallelForEach : Container
{
    // A text is no list, as in Elsa: JSON written into an input that takes anything stays a text.
    [Input("列表")] public Input<object> Items { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (context.Child("body") is { } body)
            foreach (var (item, index) in ListOf(Items.Value).Select((item, index) => (item, index)))
                context.Schedule(body, variables: ForEach.Item(item, index));
        if (context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCanceledAsync(StepContext context, ChildRun child) => ChildCompletedAsync(context, child, []);

    private static JsonArray ListOf(object? items) => items is null or string ? [] : Values.To<JsonArray>(items) ?? [];
}
