using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Finds the commands that are to be run, in order.</summary>
/// <remarks>
/// A failed command stops the later ones of its own instance, which were meant for the state it should have led to. It stops nothing else: not the
/// other instances of the stream, not its deadlines, and not what people do about it, which is the way out.
/// </remarks>
internal static class DueCommands
{
    /// <summary>The due commands of one stream.</summary>
    public static async Task<List<WorkflowCommand>> OfStreamAsync(WorkflowDbContext db, string streamId, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        await EngineQueries.Of(db).DueOfStream(db, streamId, now, most).ToListAsync(cancellationToken);

    /// <summary>The due commands of all streams: half of them planned, half fresh, and more of the one kind where the other is short.</summary>
    public static async Task<List<WorkflowCommand>> OfAllAsync(WorkflowDbContext db, DateTimeOffset now, int most, bool plannedFirst, CancellationToken cancellationToken)
    {
        var due = await EngineQueries.Of(db).DueOfAll(db, now, most, false, true).ToListAsync(cancellationToken);
        due.Sort(InOrder);
        if (due.Count <= most) return due;

        var first = due.FindAll(c => c.IsPlanned == plannedFirst);
        var second = due.FindAll(c => c.IsPlanned != plannedFirst);
        var chosen = first.Take(Math.Max(most - most / 2, most - second.Count)).ToList();
        chosen.AddRange(second.Take(most - chosen.Count));
        return await WithEarlierAsync(db, chosen, now, cancellationToken);
    }

    /// <summary>The stream of the first due command.</summary>
    public static Task<string?> FirstStreamAsync(WorkflowDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        Runnable(db, now).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.StreamId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whether a command of this kind is run although its instance has a failed one.</summary>
    public static bool PassesFailure(string kind) => kind == CommandKinds.Cancel || kind.StartsWith(CommandKinds.Operations, StringComparison.Ordinal);

    // Something was left behind that may belong before something that was chosen: a stream's commands keep their order.
    private static async Task<List<WorkflowCommand>> WithEarlierAsync(WorkflowDbContext db, List<WorkflowCommand> chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = chosen.GroupBy(c => c.StreamId).ToDictionary(own => own.Key, own => own.Max(c => (c.DueAt, c.Id)));
        var streams = last.Keys.ToList();
        var due = await Runnable(db, now).Where(c => streams.Contains(c.StreamId)).AsNoTracking().ToListAsync(cancellationToken);
        var whole = due.FindAll(c => (c.DueAt, c.Id).CompareTo(last[c.StreamId]) <= 0);
        whole.Sort(InOrder);
        return whole;
    }

    private static IQueryable<WorkflowCommand> Runnable(WorkflowDbContext db, DateTimeOffset now) => db.Commands
        .Where(c => c.FailedAt == null && c.DueAt <= now)
        .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null));

    private static int InOrder(WorkflowCommand left, WorkflowCommand right) => (left.DueAt, left.Id).CompareTo((right.DueAt, right.Id));
}
