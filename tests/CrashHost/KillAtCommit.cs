using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace HaoChaPing.CrashHost;

/// <summary>
/// Ends its own process by SIGKILL before or after a commit that carries a change, once it is armed: no handler, no flush, no goodbye.
/// A repeated call that is answered from the first answer commits nothing, and lives.
/// </summary>
internal sealed class KillAtCommit(string? when, int commits) : DbTransactionInterceptor, IDbCommandInterceptor, IHostedLifecycleService
{
    private static readonly string[] Writes = ["INSERT ", "UPDATE ", "DELETE "];
    private volatile bool _armed;
    private int _left = commits;
    private volatile bool _written; // there is one writer: what is written belongs to the transaction that commits next

    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (Writes.Any(w => result.CommandText.Contains(w, StringComparison.Ordinal))) _written = true;
        return result;
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) => Started(result);

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Started(result));

    private DbTransaction Started(DbTransaction transaction)
    {
        _written = false;
        return transaction;
    }

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
        if (!_armed || !_written || when != instant || _left-- > 0) return;
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
