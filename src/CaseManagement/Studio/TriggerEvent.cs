using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Sends an event to the instances that wait for it and starts the workflows that begin with it. Instances of cases hear the acts of their case only.</summary>
internal sealed record TriggerEvent(string Name, string? CorrelationId, string? InstanceId, string? ActivityInstanceId, JsonNode? Payload) : IRequest<Result<TriggeredEvent>>, IChange;

/// <summary>The stream in which it was queued.</summary>
internal sealed record TriggeredEvent(string? StreamId);

internal sealed class TriggerEventHandler(CaseDbContext db, WorkflowQueue queue, CurrentUser user) : IRequestHandler<TriggerEvent, Result<TriggeredEvent>>
{
    private static readonly Refusal OfACase = Refusal.Rule("eventOfACase", "正在等待这个事件的是差评工单，请使用工单的相应功能。");

    private const int LongestName = 256; // as in the index of what waits

    public async Task<Result<TriggeredEvent>> Handle(TriggerEvent request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName || request.Name.Contains('\0', StringComparison.Ordinal)) return StudioRefusals.NamelessEvent;
        var by = new Cause(user.UserName);
        if (request.InstanceId is null && request.ActivityInstanceId is null)
        {
            if (await OfCasesAsync(request, cancellationToken)) return OfACase;
            queue.Publish(request.Name, request.Payload?.DeepClone(), by, request.CorrelationId);
            return new TriggeredEvent(null);
        }

        var instance = await InstanceAsync(request, cancellationToken);
        if (instance is null) return StudioRefusals.InstanceNotFound;
        if (await db.Cases.AnyAsync(c => c.Number == instance.StreamId, cancellationToken)) return OfACase;
        if (request.ActivityInstanceId is not { } run) queue.Signal(instance.StreamId, instance.Id, request.Name, request.Payload?.DeepClone(), by);
        else
            foreach (var bookmark in WorkflowState.FromJson(instance.State).Bookmarks.Where(b => b.Stimulus == request.Name && InstanceJson.RunId(instance.Id, b.ActivityInstanceId) == run))
                queue.Resume(instance.StreamId, instance.Id, bookmark.Id, null, request.Payload?.DeepClone(), by);
        return new TriggeredEvent(instance.StreamId);
    }

    private Task<bool> OfCasesAsync(TriggerEvent request, CancellationToken cancellationToken) => db.Bookmarks
        .Where(b => b.Stimulus == request.Name && db.Cases.Any(c => c.Number == b.StreamId))
        .AnyAsync(b => request.CorrelationId == null || db.Instances.Any(i => i.Id == b.InstanceId && i.CorrelationId == request.CorrelationId), cancellationToken);

    private async Task<Workflows.Persistence.WorkflowInstance?> InstanceAsync(TriggerEvent request, CancellationToken cancellationToken)
    {
        var id = request.InstanceId ?? InstanceJson.InstanceOf(request.ActivityInstanceId!);
        return await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && (request.CorrelationId == null || i.CorrelationId == request.CorrelationId), cancellationToken);
    }
}
