using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>Plays a recorded case on our engine and names every difference.</summary>
internal sealed class RecordedPlay(RecordedCase recorded, IRecordedHost host)
{
    // Tags that touch nothing but the order of the journal: all else must be the same.
    private static readonly string[] OrderOnly = ["runs-after-complete", "completed-twice", "static-differs"];

    private readonly bool _mended = recorded.IsQuirk && !Array.TrueForAll(recorded.Quirks, OrderOnly.Contains);
    private readonly List<string> _differences = [];
    private readonly Dictionary<string, (string Activity, string Status)> _runs = [];
    private readonly HashSet<string> _incidents = [];
    private readonly Dictionary<string, int> _resumed = [];
    private Observed _last = null!;

    public async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        foreach (var (step, index) in recorded.Steps.Select((step, index) => (step, index)))
        {
            if (await SendAsync(step) is not { } seen)
            {
                if (!recorded.IsQuirk) Report(index, "waiting", $"nothing waits at '{step.Resume}'");
                break;
            }

            _last = seen;
            if (_mended) CheckMended(index, step, seen);
            else Compare(index, step, seen);
            Count(seen);
        }

        if (recorded.IsQuirk) CheckEnded();
        else CompareFinal();
        return _differences;
    }

    private async Task<Observed?> SendAsync(RecordedStep step)
    {
        if (step.Resume is null) return await host.StartAsync(recorded);
        var nth = _resumed[step.Resume] = _resumed.GetValueOrDefault(step.Resume, -1) + 1;
        var result = recorded.Results.TryGetValue(step.Resume, out var results) ? results[Math.Min(nth, results.Length - 1)] : JsonValue.Create("ok");
        return await host.ResumeAsync(step.Resume, result);
    }

    /// <summary>A case in which Elsa does what nobody wants: ours must stand as Elsa's does where the quirk does not touch it, and leave nothing open.</summary>
    private void CheckMended(int index, RecordedStep step, Observed seen)
    {
        if (!recorded.Has("hang") && !recorded.Has("cancel-unreachable") && !recorded.Has("double-run") && !recorded.Has("engine-error")) Same(index, "subStatus", step.SubStatus, seen.SubStatus);
        if (seen is { SubStatus: "Suspended", Waiting: [] } && seen.Incidents.Length == 0) Report(index, "hang", "nothing waits and nobody is told");
        if (recorded.Has("double-run")) Same(index, "started once", "", Join(seen.Entries.Where(e => e.Event == JournalEvent.Started).GroupBy(e => e.Activity).Where(g => g.Count() > 1).Select(g => g.Key)));
        if (recorded.Has("cancel-unreachable")) Same(index, "incidents", "", Join(seen.Incidents));
        // What Elsa did before the fault is done here too; what it runs on to afterwards is not.
        if (recorded.Has("running-records") && !recorded.Has("cancel-unreachable"))
            Same(index, "completed beyond Elsa's", "", Join(Completed(seen).Except(step.Completed).Where(entry => !IsContainerOfFinish(entry))));
    }

    // Where Elsa leaves records Running after Finish, ours are completed.
    private bool IsContainerOfFinish(string entry) => recorded.Steps[^1].SubStatus == "Finished" && _last.SubStatus == "Finished" && !_last.Entries.Any(e => e.Event == JournalEvent.Faulted);

    private void CheckEnded()
    {
        if (_last.Status != "Finished") return;
        Same(recorded.Steps.Length - 1, "left bookmarks", "", Join(_last.Waiting));
        Same(recorded.Steps.Length - 1, "left running", "", Join(_runs.Values.Where(run => run.Status == "Running").Select(run => run.Activity)));
    }

    private void Compare(int index, RecordedStep expected, Observed seen)
    {
        Same(index, "status", expected.Status, seen.Status);
        Same(index, "subStatus", expected.SubStatus, seen.SubStatus);
        Same(index, "waiting", Join(expected.Waiting.Order(StringComparer.Ordinal)), Join(seen.Waiting));
        // The lines of several instances in one step have no common order in our journal.
        if (recorded.Children.Length == 0) Same(index, "out", Join(expected.Out), Join(seen.Out));
        else Same(index, "out", Join(expected.Out.Order(StringComparer.Ordinal)), Join(seen.Out.Order(StringComparer.Ordinal)));
        // Elsa writes a second Completed for a container that is completed while completing or cancelled; we write one final entry.
        var completed = recorded.Has("completed-twice") ? [.. expected.Completed.Distinct().Except(expected.Canceled)] : expected.Completed;
        // Ours completes a container after everything in it.
        if (recorded.Has("runs-after-complete")) Same(index, "completed", Join(completed.Order(StringComparer.Ordinal)), Join(Completed(seen).Order(StringComparer.Ordinal)));
        else Same(index, "completed", Join(completed), Join(Completed(seen)));
        // Elsa cancels in an order that depends on whether the state was loaded in between.
        Same(index, "canceled", Join(expected.Canceled.Order(StringComparer.Ordinal)), Join(Ids(seen, JournalEvent.Canceled).Order(StringComparer.Ordinal)));
        Same(index, "faulted", Join(expected.Faulted), Join(Ids(seen, JournalEvent.Faulted)));
    }

    private static IEnumerable<string> Completed(Observed seen) => seen.Entries.Where(e => e.Event == JournalEvent.Completed).Select(e => RecordedStep.Completion(e.Activity, e.Outcomes));
    private static IEnumerable<string> Ids(Observed seen, JournalEvent what) => seen.Entries.Where(e => e.Event == what).Select(e => e.Activity);

    private void Count(Observed seen)
    {
        foreach (var entry in seen.Entries)
            if (entry.Event is JournalEvent.Started or JournalEvent.Completed or JournalEvent.Canceled or JournalEvent.Faulted)
                _runs[entry.Run] = (entry.Activity, entry.Event == JournalEvent.Started ? "Running" : entry.Event.ToString());
        _incidents.UnionWith(seen.Incidents);
    }

    private void CompareFinal()
    {
        var last = recorded.Steps.Length - 1;
        Same(last, "final status", recorded.Final["subStatus"]!.GetValue<string>(), _last.SubStatus);
        Same(last, "final activities",
            Join(recorded.Final["activities"]!.AsObject().SelectMany(activity => activity.Value!.AsObject().Select(count => $"{activity.Key}:{count.Key}={count.Value}")).Order(StringComparer.Ordinal)),
            Join(_runs.Values.GroupBy(run => run).Select(group => $"{group.Key.Activity}:{group.Key.Status}={group.Count()}").Order(StringComparer.Ordinal)));
        Same(last, "final incidents", Join(recorded.Final["incidents"]!.AsArray().Select(i => i![0]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal)), Join(_incidents.Order(StringComparer.Ordinal)));
        Same(last, "children", Join(recorded.Final["children"]?.Deserialize<string[]>() ?? []), Join(_last.Children));
        foreach (var (what, expected, seen) in new[] { ("variable", recorded.Final["variables"], _last.Variables), ("output", recorded.Final["output"], _last.Output) })
            foreach (var (name, value) in expected?.AsObject() ?? [])
                if (!JsonNode.DeepEquals(value, seen[name])) Report(last, $"{what} {name}", $"expected {value?.ToJsonString()}, was {seen[name]?.ToJsonString()}");
    }

    private static string Join(IEnumerable<string> texts) => string.Join(' ', texts);

    private void Same(int step, string what, string expected, string seen)
    {
        if (expected != seen) Report(step, what, $"expected [{expected}], was [{seen}]");
    }

    private void Report(int step, string what, string difference) =>
        _differences.Add($"{recorded.Name} {(recorded.Quirks.Length > 0 ? $"({Join(recorded.Quirks)}) " : "")}step {step} {what}: {difference}");
}
