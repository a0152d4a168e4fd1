using System.Data.Common;
using System.Runtime.CompilerServices;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What one commit touched, for screens that show it: never the content, which each looks up with its own permission.</summary>
/// <param name="Cases">Numbers of cases.</param>
/// <param name="UnitPaths">Units of these cases and of their tasks.</param>
/// <param name="People">Who holds, or held, a task of them.</param>
public sealed record CommitNews(IReadOnlySet<string> Cases, IReadOnlySet<string> UnitPaths, IReadOnlySet<string> People)
{
    /// <summary>Could it be seen by somebody with these grants?</summary>
    public bool Concerns(string userName, IEnumerable<string> grantPaths) => People.Contains(userName) || grantPaths.Any(grant => UnitPaths.Any(unit => unit.StartsWith(grant, StringComparison.Ordinal)));
}

/// <summary>Tells the screens of this node what has just been committed, after it is durable. Other nodes' commits are found by the next regular look.</summary>
public sealed class DeskNews
{
    public event Action<CommitNews>? Committed;

    internal void Tell(CommitNews news) => Committed?.Invoke(news);
}

/// <summary>Gathers what is saved within a transaction and tells it once the transaction is committed.</summary>
public sealed class DeskNewsInterceptor(DeskNews news) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    // Several contexts may save within one transaction: it is the transaction that commits.
    private readonly ConditionalWeakTable<DbTransaction, Gathered> _gathered = new();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CaseDbContext db && db.Database.CurrentTransaction is { } transaction) Gather(db, transaction.GetDbTransaction());
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_gathered.TryGetValue(transaction, out var gathered) && _gathered.Remove(transaction)) news.Tell(new CommitNews(gathered.Cases, gathered.UnitPaths, gathered.People));
        return Task.CompletedTask;
    }

    private void Gather(CaseDbContext db, DbTransaction transaction)
    {
        var cases = db.ChangeTracker.Entries<Case>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList();
        var tasks = db.ChangeTracker.Entries<TaskItem>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList();
        if (cases.Count + tasks.Count == 0) return;
        var gathered = _gathered.GetOrCreateValue(transaction);
        foreach (var entry in cases)
        {
            gathered.Cases.Add(entry.Entity.Number);
            gathered.UnitPaths.Add(entry.Entity.UnitPath);
        }
        foreach (var entry in tasks)
        {
            gathered.Cases.Add(entry.Entity.CaseNumber);
            gathered.UnitPaths.UnionWith([entry.Entity.UnitPath, entry.Property(t => t.UnitPath).OriginalValue]);
            foreach (var person in new[] { entry.Entity.Assignee, entry.Property(t => t.Assignee).OriginalValue, entry.Entity.DelegatedBy, entry.Property(t => t.DelegatedBy).OriginalValue }.OfType<string>()) gathered.People.Add(person);
        }
    }

    private sealed class Gathered
    {
        public HashSet<string> Cases { get; } = [];
        public HashSet<string> UnitPaths { get; } = [];
        public HashSet<string> People { get; } = [];
    }
}
