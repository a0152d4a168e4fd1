using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>SQL Server: <c>UPDLOCK, READPAST</c> on the row of a stream. Never run: no server can be had where this is built.</summary>
public sealed class SqlServerDialect(WakeOnCommit wake) : RowLockDialect(wake)
{
    // Broken connection, time-out, lock time-out, throttled or failing over.
    private static readonly HashSet<int> Outages = [-2, -1, 2, 53, 121, 233, 258, 1222, 4060, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613];

    public override bool IsOutage(Exception error) => Any<SqlException>(error, e => Outages.Contains(e.Number) || e.Number == 1205);

    // 1205 deadlock, 2601 and 2627 the same key.
    public override bool IsLostRace(Exception error) => Any<SqlException>(error, e => e.Number is 1205 or 2601 or 2627);

    protected override async Task<bool> LockAsync(WorkflowDbContext db, string streamId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<string>($"SELECT [Id] AS [Value] FROM [WorkflowStreams] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = {streamId}").ToListAsync(cancellationToken)).Count > 0;

    internal override async Task AddStreamsAsync(WorkflowDbContext db, IReadOnlyList<string> streamIds, CancellationToken cancellationToken)
    {
        foreach (var id in streamIds)
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO [WorkflowStreams] ([Id]) SELECT {id} WHERE NOT EXISTS (SELECT 1 FROM [WorkflowStreams] WITH (UPDLOCK, HOLDLOCK) WHERE [Id] = {id})", cancellationToken);
    }

    protected override async Task<Claimed?> ClaimFreeAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<Claimed>($"""
            SELECT TOP (1) s.[Id] AS [StreamId], c.[Id] AS [CommandId] FROM [WorkflowCommands] c WITH (READCOMMITTEDLOCK, READPAST) JOIN [WorkflowStreams] s WITH (UPDLOCK, ROWLOCK, READPAST) ON s.[Id] = c.[StreamId]
            WHERE c.[FailedAt] IS NULL AND c.[IsPlanned] = {wanted.Planned} AND c.[DueAt] <= {wanted.DueBy}
              AND (c.[InstanceId] IS NULL OR c.[Kind] = {CommandKinds.Cancel} OR c.[Kind] LIKE {CommandKinds.Operations + "%"}
                   OR NOT EXISTS (SELECT 1 FROM [WorkflowCommands] f WHERE f.[InstanceId] = c.[InstanceId] AND f.[FailedAt] IS NOT NULL))
            ORDER BY c.[DueAt], c.[Id]
            """).ToListAsync(cancellationToken)).SingleOrDefault();

    public override Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"EXEC sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction'", cancellationToken);

    public override async Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new SqlCommand("EXEC sp_getapplock @Resource = 'haochaping.start', @LockMode = 'Exclusive', @LockOwner = 'Session'", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection; // not pooled: the lock ends with it
    }
}
