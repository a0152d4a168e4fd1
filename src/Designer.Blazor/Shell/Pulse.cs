using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>The circuit's heartbeat: takes the inbox figures when a commit touched something of the user's, and every twenty seconds of the machine's time for what other nodes did; then tells the pages, which decide what to show.</summary>
public sealed class Pulse(ScopedSender sender, DeskNews news, MachineClock machine, ILogger<Pulse> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    // However much is committed, a circuit looks no more often than this.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource stopped = new();
    private readonly SemaphoreSlim heard = new(0, 1);
    private readonly Lock gate = new();
    private HashSet<string> touched = [];
    private ITimer? gathering;
    private bool regular;
    private IReadOnlySet<string>? current;
    private Me? me;
    private bool started;

    /// <summary>The last figures; null until the first are there or while the user has no inbox.</summary>
    public TaskCounts? Counts { get; private set; }

    public event Action? Beat;

    /// <summary>Whether this beat may be about the case: a regular look is about all.</summary>
    public bool Concerns(string caseNumber) => current?.Contains(caseNumber) ?? true;

    public void Start(Me whose)
    {
        if (started) return;
        (started, me) = (true, whose);
        gathering = machine.CreateTimer(_ => Ring(regularly: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        news.Committed += Hear;
        _ = RunAsync();
    }

    /// <summary>Takes the figures now, such as after a task was completed.</summary>
    public async Task TakeAsync()
    {
        var answer = await sender.SendAsync(new CountTasks(), stopped.Token);
        if (answer.Ok) Counts = answer.Value;
        Beat?.Invoke();
    }

    // Called by whoever committed: it must not wait for anybody.
    private void Hear(CommitNews commit)
    {
        if (!commit.Concerns(me!.UserName, me.Grants.Select(g => g.UnitPath)) && !me.Substitutions.Any(commit.People.Contains)) return;
        lock (gate)
        {
            if (touched.Count == 0) gathering!.Change(Gather, Timeout.InfiniteTimeSpan);
            touched.UnionWith(commit.Cases);
        }
    }

    private void Ring(bool regularly)
    {
        lock (gate)
        {
            if (stopped.IsCancellationRequested) return; // told while it was ending
            regular |= regularly;
            if (heard.CurrentCount == 0) heard.Release();
        }
    }

    private async Task RunAsync()
    {
        await using var timer = machine.CreateTimer(_ => Ring(regularly: true), null, Interval, Interval);
        try
        {
            while (true)
            {
                await heard.WaitAsync(stopped.Token);
                lock (gate)
                {
                    if (!regular && touched.Count == 0) continue; // a regular look has seen it already
                    (current, touched, regular) = (regular ? null : touched, [], false);
                }
                await TryAsync();
                current = null;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The circuit has ended.
        }
    }

    // One failed look, such as while the database is away, must not end the looking.
    private async Task TryAsync()
    {
        try
        {
            await TakeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException and not ObjectDisposedException)
        {
            log.LogWarning(e, "Expected the inbox figures, but they could not be read; they are read again in {Interval}.", Interval);
        }
    }

    public void Dispose()
    {
        news.Committed -= Hear;
        lock (gate)
        {
            stopped.Cancel();
            gathering?.Dispose();
            heard.Dispose();
        }
        stopped.Dispose();
    }
}
