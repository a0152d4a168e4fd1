using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests.Activities;

/// <summary>A host's activity as the engine meets it: waits, completes with any outcome, tells what happened to it.</summary>
[Activity("Test.Probe", DisplayName = "探针")]
public sealed class Probe : Activity
{
    [Input("名称")] public Input<string> Label { get; set; } = new() { Value = "unnamed" };
    [Input("方式")] public Input<string> Mode { get; set; } = new();
    [Output("结果")] public Output<object> Result { get; set; } = new();

    protected internal override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Get<ProbeLog>().Lines.Add($"execute {Label.Value}");
        if (Mode.Value == "throw") throw new InvalidOperationException("Expected luck, but found none.");
        if (Mode.Value == "two") context.WaitFor("second");
        context.WaitFor(Label.Value);
        if (Mode.Value == "wait and throw") throw new InvalidOperationException("Expected luck, but found none.");
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.Get<ProbeLog>().Lines.Add($"resume {Label.Value}");
        Result.Value = resumption.Result;
        return base.ResumeAsync(context, resumption);
    }

    protected internal override ValueTask CancelAsync(ActivityContext context)
    {
        context.Get<ProbeLog>().Lines.Add($"cancel {context.ActivityId}");
        return ValueTask.CompletedTask;
    }
}

public sealed class ProbeLog : IServiceProvider
{
    public List<string> Lines { get; } = [];

    public object? GetService(Type serviceType) => serviceType == typeof(ProbeLog) ? this : null;
}
