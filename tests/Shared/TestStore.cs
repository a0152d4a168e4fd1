using Microsoft.Data.Sqlite;
using Npgsql;

namespace HaoChaPing.Tests;

/// <summary>
/// The database the tests run on: a file of SQLite, or, with <c>HCP_TEST_STORE=postgresql</c>, a fresh database of the server that
/// <c>HCP_TEST_POSTGRES</c> names (<c>./test</c> starts a private one).
/// </summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("HCP_TEST_POSTGRES");
    private readonly string? _database;

    private TestStore(string provider, string connection, string? database) => (Provider, Connection, _database) = (provider, connection, database);

    /// <summary>Whether this run is to be on PostgreSQL.</summary>
    public static bool IsPostgreSql => Environment.GetEnvironmentVariable("HCP_TEST_STORE") == "postgresql";

    public string Provider { get; }
    public string Connection { get; }

    public static async Task<TestStore> CreateAsync(string folder, bool? postgreSql = null)
    {
        if (!(postgreSql ?? IsPostgreSql)) return new("sqlite", $"Data Source={Path.Combine(folder, "haochaping.db")}", null);
        if (Server is null) throw new InvalidOperationException("Expected HCP_TEST_POSTGRES to name a PostgreSQL server, but it is not set: run ./test, or set it to something like Host=/tmp/server;Username=postgres.");
        return await CreateAsync("template0");
    }

    private static async Task<TestStore> CreateAsync(string template)
    {
        var database = $"test_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {database} TEMPLATE {template} ENCODING 'UTF8' STRATEGY FILE_COPY");
        return new("postgresql", new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 40 }.ToString(), database);
    }

    /// <summary>A database with the same content, which nobody has open any more.</summary>
    public async Task<TestStore> CopyAsync(string folder)
    {
        if (_database is null)
        {
            var file = new SqliteConnectionStringBuilder(Connection).DataSource;
            SqliteConnection.ClearAllPools(); // the last connection to go writes what the journal still holds into the file
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            return await CreateAsync(folder, postgreSql: false);
        }
        await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}'");
        return await CreateAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await RunAsync($"DROP DATABASE {_database} WITH (FORCE)");
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
