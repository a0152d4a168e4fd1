using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Moves running instances to another version of their definition: first as a dry run, then one by one.</summary>
public sealed class InstanceMigration(WorkflowDbContext db, DefinitionCatalog definitions, ActivityCatalog activities, InstanceOperations operations, TimeProvider clock, IServiceProvider services)
{
    /// <summary>Which steps of one version the other has: by what was said, else by id.</summary>
    /// <param name="fromVersionId">The version instances stand on.</param>
    /// <param name="toVersionId">The version they shall go to.</param>
    /// <param name="steps">What was said about steps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VersionComparison> CompareAsync(string fromVersionId, string toVersionId, IReadOnlyList<StepMapping> steps, CancellationToken cancellationToken)
    {
        var (from, to) = (await definitions.ByVersionIdAsync(fromVersionId, cancellationToken), await definitions.ByVersionIdAsync(toVersionId, cancellationToken));
        var pairs = from.Activities().Select(node => new StepPair(Named(node), Target(node) is { } target ? Named(target) : null)).ToList();
        var kept = pairs.Select(pair => pair.To?.NodeId).ToHashSet(StringComparer.Ordinal);
        return new VersionComparison(
            pairs, [.. to.Activities().Where(node => !kept.Contains(node.NodeId)).Select(Named)],
            [.. from.Variables.Where(variable => MigrationPlan.Counterpart(variable, variable.Id, to.Variables) is null).Select(variable => variable.Name)],
            [.. to.Variables.Where(variable => MigrationPlan.Counterpart(variable, variable.Id, from.Variables) is null).Select(variable => variable.Name)]);

        ActivityNode? Target(ActivityNode node) => steps.FirstOrDefault(step => OperationCheck.Is(node, step.From))?.To is { } said ? OperationCheck.Node(to, said)
            : to.FindById(node.Id) is { } same && same.Type == node.Type ? same : null;
    }

    /// <summary>What the migration would do to the instance, or why it would be refused. Changes nothing.</summary>
    public async Task<MigrationPreview> PreviewAsync(WorkflowInstance instance, InstanceOperation.Migrate operation, CancellationToken cancellationToken)
    {
        var from = await definitions.ByVersionIdAsync(instance.DefinitionVersionId, cancellationToken);
        var state = WorkflowState.FromJson(instance.State);
        if (await operations.RefuseAsync(instance, operation, cancellationToken) is { } refusal) return new MigrationPreview([.. Stands(from, state)], refusal);
        var (plan, _) = MigrationPlan.Make(activities, from, (await operations.TargetAsync(instance, operation, cancellationToken))!, state, operation);
        return new MigrationPreview([.. plan!.Steps.Select(step => new StepPreview(Named(step.From), Named(step.To), step.Anew, DueOf(state, step.Run)))], null);
    }

    /// <summary>
    /// Moves the instance now. The caller holds its stream's <see cref="StoreTransaction"/>: what begins anew, the journal, and what the host writes down
    /// are committed with it. Answers why it was refused, or null.
    /// </summary>
    public async Task<OperationRefusal?> MigrateAsync(string instanceId, InstanceOperation.Migrate operation, Cause by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(by.Reason)) return new("reasonMissing", "请填写操作理由。");
        if (await db.Instances.FindAsync([instanceId], cancellationToken) is not { } instance) return new("instanceNotFound", "没有找到这个流程实例。");
        var now = clock.GetUtcNow();
        var command = new WorkflowCommand { StreamId = instance.StreamId, Kind = operation.Kind, InstanceId = instance.Id, Payload = "{}", DueAt = now, CreatedAt = now, Actor = by.Actor, Reason = by.Reason };
        return await services.GetRequiredService<InstanceRunner>().OperateAsync(instance, operation, command, cancellationToken);
    }

    private static IEnumerable<StepPreview> Stands(WorkflowDefinition from, WorkflowState state) => state.Bookmarks
        .Select(bookmark => from.FindByNodeId(bookmark.NodeId) is { } node ? new StepPreview(Named(node), null, false, bookmark.DueAt) : null).OfType<StepPreview>()
        .Concat((state.Held ?? []).Select(held => held.NodeId is { } nodeId && from.FindByNodeId(nodeId) is { } node ? new StepPreview(Named(node), null, false, null) : null).OfType<StepPreview>())
        .DistinctBy(step => step.From.NodeId);

    private static DateTimeOffset? DueOf(WorkflowState state, ActivityInstance? run) => run is null ? null : state.Bookmarks.Find(bookmark => bookmark.ActivityInstanceId == run.Id)?.DueAt;

    private static NamedStep Named(ActivityNode node) => new(node.Id, node.NodeId, node.Called, node.Type);
}

/// <summary>A step of a version.</summary>
public sealed record NamedStep(string Id, string NodeId, string Name, string Type);

/// <summary>A step of one version and its counterpart in another; null when there is none.</summary>
public sealed record StepPair(NamedStep From, NamedStep? To);

/// <summary>What two versions have in common, as far as a migration is concerned.</summary>
/// <param name="Steps">Every step of the earlier drawing with its counterpart.</param>
/// <param name="Added">Steps only the other one has.</param>
/// <param name="VariablesLost">Variables whose values go.</param>
/// <param name="VariablesAdded">Variables that begin with their defaults.</param>
public sealed record VersionComparison(IReadOnlyList<StepPair> Steps, IReadOnlyList<NamedStep> Added, IReadOnlyList<string> VariablesLost, IReadOnlyList<string> VariablesAdded);

/// <summary>Where an instance stands and would stand.</summary>
/// <param name="Steps">Its open steps.</param>
/// <param name="Refusal">Why it would not be moved.</param>
public sealed record MigrationPreview(IReadOnlyList<StepPreview> Steps, OperationRefusal? Refusal);

/// <summary>An open step before and after.</summary>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it would be; null when the instance would not be moved.</param>
/// <param name="Anew">Whether it would begin again.</param>
/// <param name="DueAt">When its wait is over by itself.</param>
public sealed record StepPreview(NamedStep From, NamedStep? To, bool Anew, DateTimeOffset? DueAt);
