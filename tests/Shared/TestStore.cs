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
        var database = $"test_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' STRATEGY FILE_COPY");
        return new("postgresql", new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 40 }.ToString(), database);
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
