using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>PostgreSQL: <c>FOR UPDATE SKIP LOCKED</c> on the row of a stream.</summary>
public sealed class PostgreSqlDialect(WakeOnCommit wake, NpgsqlDataSource source) : RowLockDialect(wake)
{
    // Any number that nothing else in the database takes.
    private const long StartLock = 0x48_43_50_01;

    // 08 connection, 53 resources, 57 the server ends the session, 25P03 idle for too long inside a transaction, 55P03 waited too long for a lock.
    public override bool IsOutage(Exception error) =>
        IsLostRace(error) && !Is(error, "23505") || Any<NpgsqlException>(error, e => e is not PostgresException || e.SqlState is "25P03" or "55P03" || e.SqlState![..2] is "08" or "53" or "57");

    // 23505 the same key, 40001 and 40P01 (deadlock) the server chose this one to give way.
    public override bool IsLostRace(Exception error) => Is(error, "23505", "40001", "40P01");

    protected override async Task<bool> LockAsync(WorkflowDbContext db, string streamId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<string>($"""SELECT "Id" AS "Value" FROM "WorkflowStreams" WHERE "Id" = {streamId} FOR UPDATE""").ToListAsync(cancellationToken)).Count > 0;

    internal override Task AddStreamsAsync(WorkflowDbContext db, IReadOnlyList<string> streamIds, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""INSERT INTO "WorkflowStreams" ("Id") SELECT unnest({streamIds.ToArray()}) ON CONFLICT DO NOTHING""", cancellationToken);

    // Asked before every burst: as plain ADO.NET it costs a third of what it does through EF.
    protected override async Task<Claimed?> ClaimFreeAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = new NpgsqlCommand(ClaimSql, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = wanted.Planned }, new() { Value = wanted.DueBy.UtcTicks } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Claimed(row.GetString(0), row.GetInt64(1)) : null;
    }

    private const string ClaimSql = $"""
        SELECT s."Id", c."Id" FROM "WorkflowCommands" c JOIN "WorkflowStreams" s ON s."Id" = c."StreamId"
        WHERE c."FailedAt" IS NULL AND c."IsPlanned" = $1 AND c."DueAt" <= $2
          AND (c."InstanceId" IS NULL OR c."Kind" = '{CommandKinds.Cancel}' OR c."Kind" LIKE '{CommandKinds.Operations}%'
               OR NOT EXISTS (SELECT FROM "WorkflowCommands" f WHERE f."InstanceId" = c."InstanceId" AND f."FailedAt" IS NOT NULL))
        ORDER BY c."DueAt", c."Id" LIMIT 1 FOR UPDATE OF s SKIP LOCKED
        """;

    public override Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken);

    public override async Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken)
    {
        // The lock is the session's and goes with it, whatever happens to this process.
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await RunAsync(connection, "SELECT set_config('lock_timeout', '0', true), pg_advisory_lock($1)", cancellationToken);
        return new Alone(connection);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = StartLock } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class Alone(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection) await RunAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    private static bool Is(Exception error, params string[] states) => Any<PostgresException>(error, e => states.Contains(e.SqlState));
}
