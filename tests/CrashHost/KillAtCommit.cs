using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace HaoChaPing.CrashHost;

/// <summary>Ends its own process by SIGKILL before or after the first commit once it is armed: no handler, no flush, no goodbye.</summary>
internal sealed class KillAtCommit(string? when) : DbTransactionInterceptor, IHostedLifecycleService
{
    private volatile bool _armed;

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        DieWhen("before");
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        DieWhen("before");
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => DieWhen("after");

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        DieWhen("after");
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _armed = true;
        return Task.CompletedTask;
    }

    private void DieWhen(string instant)
    {
        if (!_armed || when != instant) return;
        Process.GetCurrentProcess().Kill(); // SIGKILL
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
