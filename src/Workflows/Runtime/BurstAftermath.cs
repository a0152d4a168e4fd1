using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Stages the commands that follow from a burst: its timers, what it asks of other instances, and the answer to its parent.</summary>
internal sealed class BurstAftermath(WorkflowDbContext db, WorkflowQueue queue)
{
    public async Task StageAsync(WorkflowState state, Burst burst, WorkflowCommand command, CancellationToken cancellationToken)
    {
        foreach (var bookmark in burst.BookmarksCreated)
            if (bookmark.DueAt is { } due) queue.ResumeAt(due, state.StreamId, state.InstanceId, bookmark.Id);
        foreach (var bookmark in burst.BookmarksRemoved)
            if (bookmark.DueAt is { } due) await DropTimerAsync(state, bookmark.Id, due, cancellationToken);
        var by = new Cause(command.Actor, command.Reason);
        foreach (var effect in burst.Effects) Stage(state, effect, by);
        if (InstanceLifecycle.IsFinal(state.SubStatus)) await TellParentAsync(state, by, cancellationToken);
    }

    private void Stage(WorkflowState state, BurstEffect effect, Cause by)
    {
        switch (effect)
        {
            case BurstEffect.StartChild child:
                queue.StartChild(state.StreamId, state.InstanceId, child, by);
                break;
            case BurstEffect.CancelChild child:
                queue.Cancel(state.StreamId, child.InstanceId, by);
                break;
            case BurstEffect.Publish { IsLocal: true } local:
                queue.Signal(state.StreamId, state.InstanceId, local.Name, local.Payload?.DeepClone(), by);
                break;
            case BurstEffect.Publish global:
                queue.Publish(global.Name, global.Payload?.DeepClone(), by, global.CorrelationId, state.StreamId);
                break;
        }
    }

    // The stream, the instant and the instance lead to a handful of rows; the payload tells which.
    private async Task DropTimerAsync(WorkflowState state, string bookmarkId, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var timers = await db.Commands
            .Where(c => c.StreamId == state.StreamId && c.DueAt == due && c.InstanceId == state.InstanceId && c.Kind == CommandKinds.Resume)
            .ToListAsync(cancellationToken);
        db.Commands.RemoveRange(timers.Where(timer => JsonNode.Parse(timer.Payload)!["bookmarkId"]!.GetValue<string>() == bookmarkId));
    }

    private async Task TellParentAsync(WorkflowState state, Cause by, CancellationToken cancellationToken)
    {
        if (state.ParentBookmarkId is not { } bookmarkId) return;
        // Gone when the parent stopped waiting: a lost race, a cancellation.
        if (await db.Bookmarks.AnyAsync(b => b.Id == bookmarkId, cancellationToken))
            queue.Resume(state.StreamId, state.ParentInstanceId!, bookmarkId, null, ChildResult.Of(state), by);
    }
}
