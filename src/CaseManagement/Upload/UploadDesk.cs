using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>Queues the messages of a case and tells what came of them.</summary>
internal sealed class UploadDesk(
    CaseDbContext db, RunningCase running, CaseTimeline timeline, ClosedLoop loop, OrdinanceCatalog ordinances, UploadMessage message, TimeProvider clock, MachineClock machine)
{
    /// <summary>One message for each target of the pack, each with its own bookmark.</summary>
    public async Task QueueAsync(ActivityContext context)
    {
        var @case = await running.OfAsync(context);
        var targets = await TargetsAsync(@case, context.CancellationToken);
        if (targets.Count == 0)
        {
            // A place that is itself the top has nobody to report to: what is stored here is the upload (GD-5-1).
            await loop.FinishAsync(@case, "upload", Signature.System, context.CancellationToken);
            context.Complete("Accepted");
            return;
        }
        var round = Guid.CreateVersion7();
        foreach (var target in targets)
        {
            var id = Guid.CreateVersion7();
            var item = new UploadItem
            {
                Id = id, CaseNumber = @case.Number, Round = round, Target = target, InstanceId = context.InstanceId, BookmarkId = context.WaitFor(),
                Payload = (await message.OfAsync(@case, id, target, context.CancellationToken)).ToJsonString(EventHash.Json),
                Status = "queued", QueuedAt = clock.GetUtcNow(), NextAttemptAt = machine.GetUtcNow(),
            };
            db.Add(item);
            timeline.Append(@case, Signature.System, "uploadQueued", new JsonObject { ["uploadId"] = id.ToString(), ["target"] = target });
        }
    }

    /// <summary>The outcome of the round this bookmark belongs to; null while a platform still owes its answer.</summary>
    public async Task<string?> OutcomeAsync(ActivityContext context, string bookmarkId)
    {
        var answered = await db.Set<UploadItem>().SingleAsync(u => u.CaseNumber == context.StreamId && u.InstanceId == context.InstanceId && u.BookmarkId == bookmarkId, context.CancellationToken);
        var states = await db.Set<UploadItem>().Where(u => u.CaseNumber == answered.CaseNumber && u.Round == answered.Round).Select(u => u.Status).ToListAsync(context.CancellationToken);
        if (states.Contains("queued")) return null;
        if (states.Contains("rejected")) return "Rejected";
        if (states.Any(s => s != "accepted")) return "Exhausted";
        await loop.FinishAsync(await running.OfAsync(context), "upload", Signature.System, context.CancellationToken);
        return "Accepted";
    }

    /// <summary>The step was given up: what has not been sent stays here.</summary>
    public async ValueTask CancelAsync(ActivityContext context)
    {
        foreach (var item in await db.Set<UploadItem>().Where(u => u.CaseNumber == context.StreamId && u.InstanceId == context.InstanceId && u.Status == "queued").ToListAsync(context.CancellationToken))
            (item.Status, item.NextAttemptAt) = ("cancelled", null);
    }

    // After a rejection only the platforms that did not take it are sent to again.
    private async Task<IReadOnlyList<string>> TargetsAsync(Case @case, CancellationToken cancellationToken)
    {
        var all = ordinances.Get(@case.PackCode, @case.PackVersion).Data.Upload?.Select(u => u.Target).ToList() ?? [];
        var earlier = await db.Set<UploadItem>().AsNoTracking().Where(u => u.CaseNumber == @case.Number).Select(u => new { u.Round, u.QueuedAt, u.Target, u.Status }).ToListAsync(cancellationToken);
        var last = earlier.GroupBy(u => u.Round).MaxBy(round => round.Max(u => u.QueuedAt));
        if (last is null || last.All(u => u.Status == "accepted")) return all;
        return [.. all.Except(last.Where(u => u.Status == "accepted").Select(u => u.Target))];
    }
}
