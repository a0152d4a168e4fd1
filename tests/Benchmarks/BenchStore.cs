using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HaoChaPing.Benchmarks;

/// <summary>A fresh database of one kind and what its bench needs to know of it.</summary>
internal abstract class BenchStore : IAsyncDisposable
{
    public abstract string Name { get; }
    public abstract void Add(IServiceCollection services);
    /// <summary>Bytes of the database, as the disk has it.</summary>
    public abstract Task<long> BytesAsync(DbContext db);
    /// <summary>SQL for the numbers 1 to count as column n.</summary>
    public abstract string Numbers(long count);
    public abstract ValueTask DisposeAsync();
}

internal sealed class SqliteBenchStore(string folder, string file, int commandsPerCommit) : BenchStore
{
    private readonly string _path = Path.Combine(folder, file);

    public override string Name => commandsPerCommit == 1 ? "SQLite, a commit each" : $"SQLite, up to {commandsPerCommit} to a commit";

    public override void Add(IServiceCollection services) => services
        .AddSingleton<StoreDialect>(scope => new SqliteDialect(scope.GetRequiredService<WakeOnCommit>(), commandsPerCommit))
        .AddSqliteStore<BenchDbContext>($"Data Source={_path}");

    public override async Task<long> BytesAsync(DbContext db)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(_path).Length;
    }

    public override string Numbers(long count) => $"(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {count}) SELECT n FROM r)";

    public override async ValueTask DisposeAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_path}");
        SqliteConnection.ClearPool(connection);
    }
}

internal sealed class PostgreSqlBenchStore(string server, string database) : BenchStore
{
    public string Connection { get; } = new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString();

    public override string Name => "PostgreSQL, a commit each";

    public static async Task<PostgreSqlBenchStore> CreateAsync(string server)
    {
        var database = $"bench_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {database}", connection);
        await create.ExecuteNonQueryAsync();
        return new PostgreSqlBenchStore(server, database);
    }

    public override void Add(IServiceCollection services) => services.AddPostgreSqlStore<BenchDbContext>(Connection);

    public override async Task<long> BytesAsync(DbContext db)
    {
        await db.Database.ExecuteSqlRawAsync("VACUUM");
        return await db.Database.SqlQuery<long>($"SELECT sum(pg_total_relation_size(oid))::bigint AS \"Value\" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'").SingleAsync();
    }

    public override string Numbers(long count) => $"generate_series(1, {count}) AS r(n)";

    // The whole server goes with the bench.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
