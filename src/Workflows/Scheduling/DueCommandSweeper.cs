using HaoChaPing.Workflows.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Workflows.Scheduling;

/// <summary>Keeps the dispatcher going: at start (what a crash left behind), after every commit that added commands, and every second for what became due.</summary>
internal sealed class DueCommandSweeper(Dispatcher dispatcher, WakeOnCommit wake, ILogger<DueCommandSweeper> log) : BackgroundService
{
    // By the machine's timer: the business clock decides what is due and may jump or stand still.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host's start does not wait for a backlog
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);
            await ((Task)wake.WaitAsync(Interval, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // stopping ends the loop
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await dispatcher.SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the transaction was rolled back and its commands are taken at the next start.
        }
#pragma warning disable CA1031 // the edge where an outage of the store is survived
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "Commands could not be dispatched; nothing of the batch was committed, the next sweep tries again.");
        }
    }
}
