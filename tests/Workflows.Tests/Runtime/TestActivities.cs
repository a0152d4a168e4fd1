using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>Writes a business row and goes on.</summary>
[Activity("Test.Write")]
public sealed class Write : Activity
{
    [Input("Text")] public Input<string> Text { get; set; } = new();

    protected internal override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Get<WorkflowDbContext>().Set<Note>().Add(new Note { Text = Text.Value! });
        return ValueTask.CompletedTask;
    }
}

/// <summary>Writes a business row of which there can be only one: what a definition cannot foresee and the store refuses at the save.</summary>
[Activity("Test.WriteUnique")]
public sealed class WriteUnique : Activity
{
    [Input("Text")] public Input<string> Text { get; set; } = new();

    protected internal override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Get<WorkflowDbContext>().Set<Unique>().Add(new Unique { Text = Text.Value! });
        return ValueTask.CompletedTask;
    }
}

/// <summary>Asks, waits to be answered, and tidies up when nobody needs the answer any more.</summary>
[Activity("Test.Ask", Outcomes = ["yes", "no"])]
public sealed class Ask : Activity
{
    [Input("Text")] public Input<string> Text { get; set; } = new();

    protected internal override ValueTask ExecuteAsync(ActivityContext context)
    {
        Write(context, "asked");
        context.WaitFor();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        Write(context, $"answered {resumption.Outcome} by {context.Actor} at {context.Now:HH:mm}");
        return base.ResumeAsync(context, resumption);
    }

    protected internal override ValueTask CancelAsync(ActivityContext context)
    {
        // Inputs are evaluated before a step runs or resumes, not when it is cancelled.
        context.Get<WorkflowDbContext>().Set<Note>().Add(new Note { Text = $"{context.ActivityId} cancelled" });
        return ValueTask.CompletedTask;
    }

    private void Write(ActivityContext context, string what) =>
        context.Get<WorkflowDbContext>().Set<Note>().Add(new Note { Text = $"{Text.Value}: {what}" });
}

/// <summary>Writes a business row, saves it, and then finds out that it cannot go on.</summary>
[Activity("Test.WriteAndThrow")]
public sealed class WriteAndThrow : Activity
{
    [Input("Text")] public Input<string> Text { get; set; } = new();

    protected internal override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var db = context.Get<WorkflowDbContext>();
        db.Set<Note>().Add(new Note { Text = $"half of {Text.Value}" });
        await db.SaveChangesAsync(context.CancellationToken);
        context.WaitFor();
        throw new InvalidOperationException($"Expected a unit for '{Text.Value}', but there is none.");
    }
}
