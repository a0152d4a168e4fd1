using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Takes what people do to instances beside the work itself: checks it, and queues it as a command with actor and reason.</summary>
public sealed class InstanceOperations(WorkflowDbContext db, DefinitionCatalog definitions, ActivityCatalog activities, IEnumerable<IInstanceRule> rules, WorkflowQueue queue)
{
    private readonly Dictionary<(string, int), WorkflowDefinition?> _targets = []; // of one scope, for the many instances of a dry run

    /// <summary>
    /// Queues the operation, to take effect when the caller commits; the caller holds the stream's <see cref="StoreTransaction"/>. Returns why it
    /// is refused, or null. It is checked again when its turn comes: what has changed by then is told in the journal.
    /// </summary>
    /// <param name="instanceId">The instance it is done to.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="by">Who does it and why; the reason is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OperationRefusal?> RequestAsync(string instanceId, InstanceOperation operation, Cause by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(by.Reason)) return new("reasonMissing", "请填写操作理由。");
        if (operation is InstanceOperation.RetryCommand retry) return await RequestAsync(retry, instanceId, by, cancellationToken);
        if (await db.Instances.FindAsync([instanceId], cancellationToken) is not { } instance) return new("instanceNotFound", "没有找到这个流程实例。");
        if (await RefuseAsync(instance, operation, cancellationToken) is { } refusal) return refusal;
        queue.Operate(instance.StreamId, instance.Id, operation, by);
        return null;
    }

    /// <summary>The same for a failed command of no instance, such as a deadline's.</summary>
    public Task<OperationRefusal?> RequestRetryAsync(long commandId, Cause by, CancellationToken cancellationToken) => string.IsNullOrWhiteSpace(by.Reason)
        ? Task.FromResult<OperationRefusal?>(new("reasonMissing", "请填写操作理由。"))
        : RequestAsync(new InstanceOperation.RetryCommand(commandId), null, by, cancellationToken);

    internal async Task<OperationRefusal?> RefuseAsync(WorkflowInstance instance, InstanceOperation operation, CancellationToken cancellationToken)
    {
        var definition = await definitions.ByVersionIdAsync(instance.DefinitionVersionId, cancellationToken);
        var refusal = operation is InstanceOperation.Migrate migrate
            ? await TargetAsync(instance, migrate, cancellationToken) is { } target ? MigrationPlan.Make(activities, definition, target, WorkflowState.FromJson(instance.State), migrate).Refusal : VersionUnknown(migrate.To)
            : OperationCheck.Refuse(activities, definition, WorkflowState.FromJson(instance.State), operation);
        if (refusal is not null) return refusal;
        foreach (var rule in rules)
            if (await rule.RefuseAsync(instance, operation, cancellationToken) is { } veto) return veto;
        return null;
    }

    /// <summary>The version an instance shall go to; null when there is none of this number that was ever published.</summary>
    internal async Task<WorkflowDefinition?> TargetAsync(WorkflowInstance instance, InstanceOperation.Migrate operation, CancellationToken cancellationToken)
    {
        if (_targets.TryGetValue((instance.DefinitionId, operation.To), out var known)) return known;
        // A draft may change the next minute.
        var id = await db.DefinitionVersions.Where(v => v.DefinitionId == instance.DefinitionId && v.Version == operation.To && v.PublishedAt != null).Select(v => v.Id).SingleOrDefaultAsync(cancellationToken);
        return _targets[(instance.DefinitionId, operation.To)] = id is null ? null : await definitions.ByVersionIdAsync(id, cancellationToken);
    }

    internal static OperationRefusal VersionUnknown(int version) => new("versionUnknown", $"没有已发布过的第 {version} 版，不能迁移到它。");

    internal async Task RecordAsync(WorkflowInstance instance, InstanceOperation operation, WorkflowCommand command, CancellationToken cancellationToken)
    {
        foreach (var rule in rules) await rule.RecordAsync(instance, operation, new Cause(command.Actor, command.Reason), cancellationToken);
    }

    private async Task<OperationRefusal?> RequestAsync(InstanceOperation.RetryCommand retry, string? instanceId, Cause by, CancellationToken cancellationToken)
    {
        var command = await db.Commands.SingleOrDefaultAsync(c => c.Id == retry.CommandId && c.FailedAt != null && (instanceId == null || c.InstanceId == instanceId), cancellationToken);
        if (command is null) return new("commandNotFailed", "没有找到这条失败的命令，它可能已经重试成功。");
        if (command.InstanceId is not null && await db.Instances.FindAsync([command.InstanceId], cancellationToken) is { } instance)
            foreach (var rule in rules)
                if (await rule.RefuseAsync(instance, retry, cancellationToken) is { } veto) return veto;
        queue.Operate(command.StreamId, command.InstanceId, retry, by);
        return null;
    }
}

/// <summary>What a host has to say to operations on its instances: it may veto one, and write down that one was done.</summary>
public interface IInstanceRule
{
    /// <summary>Why the operation must not be done; null when the host has nothing against it.</summary>
    Task<OperationRefusal?> RefuseAsync(WorkflowInstance instance, InstanceOperation operation, CancellationToken cancellationToken);

    /// <summary>Told after the operation took effect, in the same transaction.</summary>
    Task RecordAsync(WorkflowInstance instance, InstanceOperation operation, Cause by, CancellationToken cancellationToken);
}
