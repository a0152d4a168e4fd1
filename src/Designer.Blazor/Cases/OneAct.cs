using HaoChaPing.CaseManagement.Cases;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>What one act wrote at one instant. The history keeps every record; a person reads the act once.</summary>
/// <param name="Head">The record that names the act.</param>
/// <param name="Records">All of it, in order.</param>
internal sealed record OneAct(CaseEventRow Head, IReadOnlyList<CaseEventRow> Records)
{
    /// <summary>The workflow goes on within seconds; what comes later is told by itself.</summary>
    private static readonly TimeSpan Instant = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Acts = ["caseOpened", "taskCompleted"];
    private static readonly HashSet<string> SetOff = ["dispatched", "taskOpened", "deadlineStarted", "deadlineRecomputed", "uploadQueued", "stepReopened"];

    // Written just before the act they belong to.
    private static readonly Dictionary<string, string> Before = new() { ["classified"] = "taskCompleted", ["deadlineMet"] = "caseClosed" };

    /// <summary>The acts of a history, oldest first.</summary>
    public static IReadOnlyList<OneAct> In(IEnumerable<CaseEventRow> events)
    {
        List<OneAct> acts = [];
        foreach (var e in events.OrderBy(e => e.Seq))
        {
            var last = acts.Count > 0 ? acts[^1] : null;
            if (last is null || e.At - last.Records[0].At >= Instant) acts.Add(new(e, [e]));
            else if (last.Records.Count == 1 && Before.GetValueOrDefault(last.Head.Type) == e.Type && last.Head.Actor == e.Actor) acts[^1] = new(e, [.. last.Records, e]);
            else if (Acts.Contains(last.Head.Type) && SetOff.Contains(e.Type)) acts[^1] = last with { Records = [.. last.Records, e] };
            else acts.Add(new(e, [e]));
        }
        return acts;
    }
}
