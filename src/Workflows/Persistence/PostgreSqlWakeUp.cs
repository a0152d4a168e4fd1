using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// Tells the other nodes of commits, and hears of theirs. It only saves them waiting for their next sweep: nothing depends on it. Not sent within
/// the transactions themselves, because the server makes commits that notify wait for each other.
/// </summary>
internal sealed class PostgreSqlWakeUp(NpgsqlDataSource source, WakeOnCommit wake, MachineClock machine, ILogger<PostgreSqlWakeUp> log) : BackgroundService
{
    private const string Channel = "haochaping_commands";
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(AgainAndAgainAsync(HearAsync, BeforeTryingAgain, stoppingToken), AgainAndAgainAsync(TellAsync, AtMostEvery, stoppingToken));
    }

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> act, TimeSpan every, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, machine);
        try
        {
            do
            {
                try
                {
                    await act(stoppingToken);
                }
                catch (NpgsqlException outage)
                {
                    log.LogWarning(outage, "Other nodes could not be told or heard; until they can, sweeps find the commands.");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        await using var connection = await source.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload != Node) wake.Hear();
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
        while (true) await connection.WaitAsync(stoppingToken);
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        await wake.WaitToTellAsync(stoppingToken);
        await using var notify = source.CreateCommand($"SELECT pg_notify('{Channel}', '{Node}')");
        await notify.ExecuteNonQueryAsync(stoppingToken);
    }

    private static readonly string Node = Guid.NewGuid().ToString("N");
}
