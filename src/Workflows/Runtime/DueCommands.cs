using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Finds the commands that are to be run, in order.</summary>
internal static class DueCommands
{
    /// <summary>The due commands of one stream.</summary>
    public static Task<List<WorkflowCommand>> OfStreamAsync(WorkflowDbContext db, string streamId, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        Runnable(db, now).Where(c => c.StreamId == streamId).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most).AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>The due commands of all streams: half of them planned, half fresh, and more of the one kind where the other is short.</summary>
    public static async Task<List<WorkflowCommand>> OfAllAsync(WorkflowDbContext db, DateTimeOffset now, int most, bool plannedFirst, CancellationToken cancellationToken)
    {
        var first = await LaneAsync(db, now, plannedFirst, most, cancellationToken);
        var second = await LaneAsync(db, now, !plannedFirst, most, cancellationToken);
        var chosen = first.Take(Math.Max(most - most / 2, most - second.Count)).ToList();
        chosen.AddRange(second.Take(most - chosen.Count));
        // When something was left behind, it may belong before something that was chosen: a stream's commands keep their order.
        var complete = chosen.Count == first.Count + second.Count;
        var ordered = complete ? chosen : await WithEarlierAsync(db, chosen, now, cancellationToken);
        return [.. ordered.OrderBy(c => c.DueAt).ThenBy(c => c.Id)];
    }

    /// <summary>The stream of the first due command.</summary>
    public static Task<string?> FirstStreamAsync(WorkflowDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        Runnable(db, now).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.StreamId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whether a command of this kind is run although its instance has a failed one.</summary>
    public static bool PassesFailure(string kind) => kind == CommandKinds.Cancel || kind.StartsWith(CommandKinds.Operations, StringComparison.Ordinal);

    private static Task<List<WorkflowCommand>> LaneAsync(WorkflowDbContext db, DateTimeOffset now, bool planned, int most, CancellationToken cancellationToken) =>
        Runnable(db, now).Where(c => c.IsPlanned == planned).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most).AsNoTracking().ToListAsync(cancellationToken);

    private static async Task<List<WorkflowCommand>> WithEarlierAsync(WorkflowDbContext db, List<WorkflowCommand> chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var streams = chosen.Select(c => c.StreamId).Distinct().ToList();
        var last = chosen.GroupBy(c => c.StreamId).ToDictionary(own => own.Key, own => own.Max(c => (c.DueAt, c.Id)));
        var due = await Runnable(db, now).Where(c => streams.Contains(c.StreamId)).AsNoTracking().ToListAsync(cancellationToken);
        return due.FindAll(c => (c.DueAt, c.Id).CompareTo(last[c.StreamId]) <= 0);
    }

    // A failed command stops the later ones of its own instance, which were meant for the state it should have led to. It stops nothing
    // else: not the other instances of the stream, not its deadlines, and not what people do about it, which is the way out.
    private static IQueryable<WorkflowCommand> Runnable(WorkflowDbContext db, DateTimeOffset now) => db.Commands
        .Where(c => c.FailedAt == null && c.DueAt <= now)
        .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null));
}
