using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Whether one more instance of a workflow may start beside those that run (<c>options.activationStrategyType</c>).</summary>
public sealed class Activation(WorkflowDbContext db, StoreDialect store)
{
    private static readonly string Running = InstanceLifecycle.StatusOf(SubStatus.Suspended);

    /// <summary>Within the transaction that starts the instance: two that start at once see each other.</summary>
    /// <param name="definition">The version to be started.</param>
    /// <param name="correlationId">Of the new instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> AllowsAsync(WorkflowDefinition definition, string? correlationId, CancellationToken cancellationToken)
    {
        var (byDefinition, byCorrelation) = definition.Activation switch
        {
            ActivationStrategy.Singleton => (true, false),
            ActivationStrategy.Correlation => (false, true),
            ActivationStrategy.CorrelatedSingleton => (true, true),
            _ => (false, false),
        };
        if (!byDefinition && !byCorrelation) return true;
        await store.HoldAsync(db, $"activation {(byDefinition ? definition.DefinitionId : "")}", cancellationToken);
        var running = db.Instances.Where(i => i.Status == Running);
        // By version, because that is what instances are found by.
        if (byDefinition) running = running.Where(i => db.DefinitionVersions.Where(v => v.DefinitionId == definition.DefinitionId).Select(v => v.Id).Contains(i.DefinitionVersionId));
        if (byCorrelation) running = running.Where(i => i.CorrelationId == correlationId);
        return !await running.AnyAsync(cancellationToken);
    }
}
