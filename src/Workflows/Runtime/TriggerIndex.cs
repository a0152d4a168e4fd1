using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>What starts published workflows from outside. Stages rows only; it takes effect with the caller's commit.</summary>
internal sealed class TriggerIndex(WorkflowDbContext db, WorkflowQueue queue, ActivityCatalog catalog, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Replaces the triggers of a family by those of its published version; none when it is published no more.</summary>
    /// <exception cref="DefinitionRefusedException">A trigger's inputs make no sense.</exception>
    public async Task ReplaceAsync(string definitionId, WorkflowDefinition? published, CancellationToken cancellationToken)
    {
        var former = await db.Triggers.Where(t => t.DefinitionId == definitionId).ToListAsync(cancellationToken);
        foreach (var trigger in former.Where(t => t.EventName is null))
            db.Commands.RemoveRange(await db.Commands.Where(c => c.StreamId == trigger.Id).ToListAsync(cancellationToken));
        db.Triggers.RemoveRange(former);
        if (published is null) return;
        foreach (var node in StartsOf(published)) await AddAsync(published, node, cancellationToken);
    }

    /// <summary>Starts what begins with an event.</summary>
    public async Task StartAsync(string eventName, string? streamId, string? correlationId, JsonNode? payload, Cause by, CancellationToken cancellationToken)
    {
        foreach (var trigger in await db.Triggers.Where(t => t.EventName == eventName).OrderBy(t => t.Id).ToListAsync(cancellationToken))
            queue.StartByTrigger(trigger, streamId, correlationId, payload?.DeepClone(), by);
    }

    /// <summary>The instant of a trigger by time has come: starts the workflow and plans the next.</summary>
    public async Task FireAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await db.Triggers.FindAsync([command.StreamId], cancellationToken) is not { } trigger) return; // published no more
        queue.StartByTrigger(trigger, null, null, null, Cause.System, command.DueAt);
        var now = clock.GetUtcNow();
        var stimulus = TriggerStimulus.From(JsonNode.Parse(trigger.Payload)!.AsObject());
        if (stimulus.NextAfter(now > command.DueAt ? now : command.DueAt) is { } next) queue.TriggerAt(next, trigger.Id);
    }

    private async Task AddAsync(WorkflowDefinition definition, ActivityNode node, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stimulus = Evaluate(definition, node, now, cancellationToken);
        var trigger = new WorkflowTrigger
        {
            Id = Guid.CreateVersion7().ToString("N"), DefinitionId = definition.DefinitionId, DefinitionVersionId = definition.Id, ActivityId = node.Id, ActivityType = node.Type,
            EventName = stimulus is TriggerStimulus.Event @event ? @event.Name : null, Payload = stimulus.Payload.ToJsonString(),
        };
        await db.Triggers.AddAsync(trigger, cancellationToken);
        if (stimulus.First(now) is { } first) queue.TriggerAt(first, trigger.Id);
    }

    // Only where a flow can begin: the root, or an activity directly in it.
    private IEnumerable<ActivityNode> StartsOf(WorkflowDefinition definition) =>
        definition.Root.Children.Prepend(definition.Root).Where(node => node.CanStartWorkflow && catalog.Find(node.Type) is { IsTrigger: true });

    private TriggerStimulus Evaluate(WorkflowDefinition definition, ActivityNode node, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return TriggerEvaluation.Of(catalog, definition, node, services, now, cancellationToken);
        }
        catch (Exception exception) when (exception is Expressions.ExpressionException or FormatException or InvalidOperationException or TimeZoneNotFoundException)
        {
            throw new DefinitionRefusedException(definition.Name, [new Finding(node.Id, $"活动{DefinitionValidator.Label(node)}不能启动流程，请检查其设置（{exception.Message}）。")]);
        }
    }
}
