using System.Diagnostics;
using Npgsql;

namespace HaoChaPing.Benchmarks;

/// <summary>The ceiling of the server: one update and one insert per durable commit, prepared, over some connections at once.</summary>
internal sealed class RawPostgreSql(string connection) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 20 }.ToString());

    public async Task<double> MeasureAsync(int connections, TimeSpan length)
    {
        await using (var create = _source.CreateCommand("CREATE TABLE IF NOT EXISTS raw_state (id int PRIMARY KEY, version int, body text); CREATE TABLE IF NOT EXISTS raw_event (id bigserial PRIMARY KEY, state int, body text); INSERT INTO raw_state SELECT n, 0, '' FROM generate_series(0, 9999) n ON CONFLICT DO NOTHING;"))
            await create.ExecuteNonQueryAsync();
        var watch = Stopwatch.StartNew();
        var commits = await Task.WhenAll(Enumerable.Range(0, connections).Select(first => Task.Run(() => CommitAsync(first, connections, watch, length))));
        return commits.Sum() / watch.Elapsed.TotalSeconds;
    }

    private async Task<int> CommitAsync(int first, int step, Stopwatch watch, TimeSpan length)
    {
        await using var connection = await _source.OpenConnectionAsync();
        var commits = 0;
        for (; watch.Elapsed < length; commits++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await RunAsync(connection, "UPDATE raw_state SET version = version + 1, body = $1 WHERE id = $2", (first + commits * step) % 10_000);
            await RunAsync(connection, "INSERT INTO raw_event (body, state) VALUES ($1, $2)", first);
            await transaction.CommitAsync();
        }
        return commits;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, int id)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = "{\"status\":\"waiting\"}" }, new() { Value = id } } };
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
