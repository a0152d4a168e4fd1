using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Writes a line into the record of the burst, for trying a definition out.</summary>
[Activity("Elsa.WriteLine", Category = "数据", DisplayName = "输出文本", Description = "把一行文本写入运行记录，供试运行时查看。")]
internal sealed class WriteLine : EngineActivity
{
    [Input("文本")] public Input<string> Text { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.WriteLine(Text.Value ?? "");
        return ValueTask.CompletedTask;
    }
}
