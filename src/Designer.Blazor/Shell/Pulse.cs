using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>The circuit's heartbeat: takes the inbox figures every twenty seconds of the machine's time and tells the pages, which decide what to show.</summary>
public sealed class Pulse(ScopedSender sender, MachineClock machine, ILogger<Pulse> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource stopped = new();
    private bool started;

    /// <summary>The last figures; null until the first are there or while the user has no inbox.</summary>
    public TaskCounts? Counts { get; private set; }

    public event Action? Beat;

    public void Start()
    {
        if (started) return;
        started = true;
        _ = RunAsync();
    }

    /// <summary>Takes the figures now, such as after a task was completed.</summary>
    public async Task TakeAsync()
    {
        var answer = await sender.SendAsync(new CountTasks(), stopped.Token);
        if (answer.Ok) Counts = answer.Value;
        Beat?.Invoke();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, machine);
        try
        {
            while (await timer.WaitForNextTickAsync(stopped.Token)) await TryAsync();
        }
        catch (OperationCanceledException)
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "Expected the inbox figures, but they could not be read; they are read again in {Interval}.", Interval);
        }
    }

    public void Dispose()
    {
        stopped.Cancel();
        stopped.Dispose();
    }
}
