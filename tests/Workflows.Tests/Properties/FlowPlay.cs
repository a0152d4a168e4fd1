using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>Plays a definition burst by burst, with choices made from a seed, and looks after every burst whether all is as it must be.</summary>
/// <param name="json">The definition.</param>
/// <param name="choices">Seed of what is resumed and what people do in between.</param>
/// <param name="reread">Whether the state is written and read back after every burst.</param>
/// <param name="operations">Whether people also cancel, skip, retry and move.</param>
/// <param name="migrates">Whether the instance goes to a version that is drawn the same after every burst.</param>
internal sealed class FlowPlay(JsonObject json, int choices, bool reread, bool operations = true, bool migrates = false)
{
    private const int MaxBursts = 30;
    private static readonly WorkflowExecutor Executor = new(new ActivityCatalog([]));

    private WorkflowDefinition _definition = DefinitionReader.Read(json.DeepClone().AsObject());
    private readonly Random _random = new(choices);
    private readonly HashSet<string> _bookmarks = [];
    private readonly HashSet<string> _open = [];
    private bool _ended;

    public List<string> Broken { get; } = [];
    /// <summary>All that happened, in order.</summary>
    public List<string> Trace { get; } = [];
    public WorkflowState State { get; private set; } = null!;
    public int Bursts => Stimuli.Count;
    /// <summary>What was done to it, the start first.</summary>
    public List<Stimulus> Stimuli { get; } = [];
    /// <summary>Whether steps were resumed after the instance had ended and was mended: nobody could have asked for that before.</summary>
    public bool HadAnAfterlife { get; private set; }
    /// <summary>The journal of all bursts, in the order of the store.</summary>
    public List<string> Journal { get; } = [];

    public async Task<FlowPlay> RunAsync()
    {
        State = WorkflowState.New(_definition, "i1", null, null, Tests.Bursts.Now);
        await SendAsync(new Stimulus.Start());
        while (Broken.Count == 0 && Bursts < MaxBursts && Next() is { } stimulus) await SendAsync(stimulus);
        return this;
    }

    private Stimulus? Next()
    {
        if (operations && _random.Next(6) == 0 && Operation() is { } operation) return operation;
        if (State.SubStatus != SubStatus.Suspended || State.Bookmarks.Count == 0) return null;
        var bookmark = State.Bookmarks[_random.Next(State.Bookmarks.Count)];
        return bookmark.Stimulus == "go" && _random.Next(2) == 0 ? new Stimulus.Signal("go") : new Stimulus.Resume(bookmark.Id);
    }

    private Stimulus.Operate? Operation()
    {
        var all = _definition.Activities().Skip(1).ToList();
        var (some, other) = (all[_random.Next(all.Count)], State.Bookmarks.Count == 0 ? all[0].NodeId : State.Bookmarks[_random.Next(State.Bookmarks.Count)].NodeId);
        InstanceOperation operation = _random.Next(6) switch
        {
            0 => new InstanceOperation.CancelActivity(other),
            1 => new InstanceOperation.Skip(other),
            2 => new InstanceOperation.Move(some.NodeId, [other]),
            3 => new InstanceOperation.Move(some.NodeId),
            4 => new InstanceOperation.SetVariable("Count", _random.Next(9)),
            _ => new InstanceOperation.Retry(),
        };
        return OperationCheck.Refuse(Tests.Bursts.Catalog, _definition, State, operation) is null ? new Stimulus.Operate(operation) : null;
    }

    private async Task SendAsync(Stimulus stimulus)
    {
        Stimuli.Add(stimulus);
        _ended |= InstanceLifecycle.IsFinal(State.SubStatus);
        HadAnAfterlife |= _ended && stimulus is not Stimulus.Operate;
        Burst burst;
        try
        {
            burst = await Executor.RunAsync(_definition, State, stimulus, Tests.Bursts.NoServices, Tests.Bursts.Now, "tester", default);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Broken.Add($"{stimulus} threw {exception}");
            return;
        }

        Note(stimulus, burst);
        Check(burst);
        if (migrates) await MigrateAsync();
        if (reread) State = WorkflowState.FromJson(State.ToJson());
    }

    private async Task MigrateAsync()
    {
        if (State.SubStatus is not (SubStatus.Suspended or SubStatus.Faulted)) return;
        var next = json.DeepClone().AsObject();
        (next["id"], next["version"]) = ($"v{State.Version + 1}", State.Version + 1);
        var (from, to) = (_definition, DefinitionReader.Read(next));
        var migrate = new InstanceOperation.Migrate(to.Version);
        if (MigrationPlan.Make(Tests.Bursts.Catalog, from, to, State, migrate).Refusal is { } refusal) Broken.Add($"burst {Bursts}: a migration to the same drawing was refused: {refusal.Code} {refusal.Message}");
        else await Executor.MigrateAsync(from, to, State, migrate, Tests.Bursts.NoServices, Tests.Bursts.Now, "tester", default);
        _definition = to;
    }

    private void Note(Stimulus stimulus, Burst burst)
    {
        Trace.Add($"{stimulus} → {burst.SubStatus}: {string.Join(' ', State.Bookmarks.Select(b => b.ActivityId))}");
        Journal.AddRange(burst.Journal.Select(Line));
        Trace.AddRange(burst.Journal.Select(entry => "  " + Line(entry)));
        Trace.AddRange(burst.Output.Select(line => $"  > {line}"));
    }

    public static string Line(JournalEntry entry) => $"{entry.Sequence} {entry.Event} {entry.NodeId}#{entry.ActivityInstanceId} {string.Join('+', entry.Outcomes)} {entry.Message}";

    private void Check(Burst burst)
    {
        foreach (var bookmark in burst.BookmarksCreated) Expect(_bookmarks.Add(bookmark.Id), $"bookmark {bookmark.Id} was created twice");
        foreach (var bookmark in burst.BookmarksRemoved) Expect(_bookmarks.Remove(bookmark.Id), $"bookmark {bookmark.Id} was removed, but was not there");
        Expect(_bookmarks.SetEquals(State.Bookmarks.Select(b => b.Id)), "the bookmarks told are not those of the state");
        foreach (var entry in burst.Journal) CheckEntry(entry);

        var runs = State.Activities.ToDictionary(run => run.Id);
        foreach (var bookmark in State.Bookmarks)
            Expect(runs.TryGetValue(bookmark.ActivityInstanceId, out var run) && run.Status == ActivityStatus.Running, $"bookmark {bookmark.Id} belongs to no running step");
        foreach (var run in State.Activities) Expect(run.ParentId is null || runs.ContainsKey(run.ParentId), $"run {run.Id} has lost its container");
        CheckEnd(burst);
    }

    /// <summary>A run is opened once and closed once; only a person opens it again.</summary>
    private void CheckEntry(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case JournalEvent.Started:
                Expect(_open.Add(entry.ActivityInstanceId), $"{entry.NodeId}#{entry.ActivityInstanceId} started twice");
                break;
            case JournalEvent.Resumed:
                _open.Add(entry.ActivityInstanceId);
                break;
            case JournalEvent.Completed or JournalEvent.Canceled or JournalEvent.Faulted:
                // A step that others outlived is faulted first, and cancelled or completed when somebody decides about it.
                Expect(_open.Remove(entry.ActivityInstanceId) || _faulted.Remove(entry.ActivityInstanceId), $"{entry.NodeId}#{entry.ActivityInstanceId} ended twice");
                if (entry.Event == JournalEvent.Faulted) _faulted.Add(entry.ActivityInstanceId);
                break;
        }
    }

    private readonly HashSet<string> _faulted = [];

    private void CheckEnd(Burst burst)
    {
        if (InstanceLifecycle.IsFinal(burst.SubStatus))
        {
            Expect(State.Bookmarks.Count == 0, "a bookmark outlived its instance");
            Expect(_open.Count == 0, $"{string.Join(' ', _open)} still run in an instance that is over");
            Expect(burst.SubStatus != SubStatus.Faulted || State.Incidents.Count > 0, "a faulted instance without an incident");
            return;
        }

        var faulted = State.Activities.Exists(run => run.Status == ActivityStatus.Faulted);
        Expect(burst.SubStatus == SubStatus.Suspended, $"the instance rests as {burst.SubStatus}");
        Expect(State.Bookmarks.Count > 0 || faulted && State.Incidents.Count > 0, "the instance waits for nothing and nobody is told");
        foreach (var run in State.Activities.Where(run => run.Status == ActivityStatus.Running))
            Expect(State.Bookmarks.Exists(b => b.ActivityInstanceId == run.Id) || State.Activities.Exists(child => child.ParentId == run.Id && child.Status is ActivityStatus.Running or ActivityStatus.Faulted),
                $"{run.NodeId} waits for nothing");
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds) Broken.Add($"burst {Bursts}: {otherwise}");
    }
}
