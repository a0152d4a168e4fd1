using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A lead time has come: the handler and the supervisor see it (X-CLK-9).</summary>
internal sealed class DeadlineWarning(DeadlineOfCommand deadlines, DeadlineDesk desk) : IStreamCommandHandler
{
    public string Kind => DeadlineCommands.Warn;

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await deadlines.FindAsync(command, cancellationToken) is var (@case, row)) desk.Warn(@case, row);
    }
}

/// <summary>A due has passed: marked, recorded once, and nothing else; it comes one tick after the due, because the due itself is still in time (X-CNT-9).</summary>
internal sealed class DeadlineExpiry(DeadlineOfCommand deadlines, DeadlineDesk desk) : IStreamCommandHandler
{
    public string Kind => DeadlineCommands.Due;

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await deadlines.FindAsync(command, cancellationToken) is var (@case, row)) await desk.MarkOverdueAsync(@case, row, cancellationToken);
    }
}

/// <summary>A holiday notice came in: what still runs in this case is computed anew (X-CAL-4).</summary>
internal sealed class DeadlineRecomputation(CaseDbContext db, DeadlineDesk desk, OrdinanceCatalog catalog) : IStreamCommandHandler
{
    public string Kind => DeadlineCommands.Recompute;

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await db.Cases.FindAsync([command.StreamId], cancellationToken) is not { } @case) return;
        // The import was committed by somebody else, perhaps on another node, a moment ago.
        var files = JsonNode.Parse(command.Payload)?["files"]?.GetValue<int>() ?? 0;
        if (catalog.CalendarFiles < files) await catalog.ReloadAsync(cancellationToken);
        foreach (var row in await desk.RunningAsync(command.StreamId, cancellationToken)) await desk.RecomputeAsync(@case, row, "calendarImported", cancellationToken);
    }
}

/// <summary>Finds the deadline a timer command means; none when the command is of an earlier computation.</summary>
internal sealed class DeadlineOfCommand(CaseDbContext db)
{
    public async Task<(Case Case, DeadlineRow Row)?> FindAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<Payload>(command.Payload, JsonSerializerOptions.Web)!;
        var row = await db.Deadlines.FindAsync([payload.Deadline], cancellationToken);
        if (row is not { Status: DeadlineStatus.Running } || row.Revision != payload.Revision) return null;
        return await db.Cases.FindAsync([row.CaseNumber], cancellationToken) is { } @case ? (@case, row) : null;
    }

    private sealed record Payload(Guid Deadline, int Revision);
}
