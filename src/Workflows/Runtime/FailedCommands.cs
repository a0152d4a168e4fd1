using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Records that a command could not be executed, on the command and on its instance, for someone to see and retry.</summary>
internal sealed class FailedCommands(WorkflowDbContext db, TimeProvider clock)
{
    public async Task MarkAsync(long id, string? instanceId, Exception error, CancellationToken cancellationToken)
    {
        // Another node may have been there in between, and have had more luck, or the same.
        if (await db.Commands.SingleOrDefaultAsync(c => c.Id == id && c.FailedAt == null, cancellationToken) is not { } command) return;
        command.FailedAt = clock.GetUtcNow();
        command.Error = Describe(command, error);
        await RecordAsync(instanceId, command, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task RecordAsync(string? instanceId, WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Incidents.Add(new WorkflowIncident
        {
            Id = Guid.CreateVersion7().ToString("N"),
            InstanceId = instanceId,
            StreamId = command.StreamId,
            Message = command.Error!,
            CommandId = command.Id,
            At = command.FailedAt!.Value,
        });
        // A start that failed has no instance yet; the incident waits for it under the id it will have.
        if (instanceId is not null && await db.Instances.FindAsync([instanceId], cancellationToken) is { } instance) instance.IncidentCount++;
    }

    // What a user reads begins with the expectation; the stack is in the log only.
    private static string Describe(WorkflowCommand command, Exception error)
    {
        var cause = (error as DbUpdateException)?.InnerException ?? error;
        return cause.Message.StartsWith("Expected ", StringComparison.Ordinal)
            ? cause.Message
            : $"Expected command '{command.Kind}' to be executed, but {cause.GetType().Name}: {cause.Message}";
    }
}
