using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Does one job of a plan in the stream of its instance: asks for the operations, which follow at once, or writes down why not.</summary>
internal sealed class AlterationJobs(CaseDbContext db, InstanceOperations operations, InstanceMigration migration, TimeProvider clock) : IStreamCommandHandler
{
    public const string Command = "alteration.job";
    public const string Pending = "Pending";
    public const string Completed = "Completed";
    public const string Failed = "Failed";

    public string Kind => Command;

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var payload = JsonNode.Parse(command.Payload)!;
        var (planId, instanceId) = (payload["plan"]!.GetValue<string>(), payload["instance"]!.GetValue<string>());
        if (await db.Set<AlterationJob>().FindAsync([planId, instanceId], cancellationToken) is not { } job) return;
        var plan = await db.Set<AlterationPlan>().AsNoTracking().SingleAsync(p => p.Id == planId, cancellationToken);
        var (alterations, by) = (JsonNode.Parse(plan.Alterations)!.AsArray().Select(alteration => alteration!.AsObject()).ToList(), new Cause(command.Actor, command.Reason));
        job.Message = Alterations.IsMigration(alterations) ? await MigrateAsync(alterations[0], instanceId, by, cancellationToken) : await RequestAsync(alterations, instanceId, by, cancellationToken);
        job.Status = job.Message is null ? Completed : Failed;
        job.CompletedAt = clock.GetUtcNow();
    }

    // A migration is done within the job, so that what the plan tells is what happened.
    private async Task<string?> MigrateAsync(JsonObject alteration, string instanceId, Cause by, CancellationToken cancellationToken) =>
        Alterations.Migration(alteration) is { } operation ? (await migration.MigrateAsync(instanceId, operation, by, cancellationToken))?.Message : Alterations.Unknown(alteration).Message;

    /// <summary>Why the operations are refused; null when they are queued. All or none.</summary>
    private async Task<string?> RequestAsync(IReadOnlyList<JsonObject> alterations, string instanceId, Cause by, CancellationToken cancellationToken)
    {
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, cancellationToken) is not { } instance) return StudioRefusals.InstanceNotFound.Message;
        var asked = Alterations.Operations(alterations, WorkflowState.FromJson(instance.State));
        if (!asked.Ok) return asked.Refusal.Message;
        foreach (var operation in asked.Value)
        {
            if (await operations.RequestAsync(instanceId, operation, by, cancellationToken) is not { } refusal) continue;
            foreach (var staged in db.ChangeTracker.Entries<WorkflowCommand>().Where(entry => entry.State == EntityState.Added).ToList()) staged.State = EntityState.Detached;
            return refusal.Message;
        }

        return null;
    }
}
