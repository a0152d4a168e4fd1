using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HaoChaPing.Benchmarks;

/// <summary>The ceiling: one update and one insert per durable commit, plain ADO.NET, prepared statements, nothing else.</summary>
internal sealed class RawCommits : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _insert;
    private long _number;

    public RawCommits(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")}");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Run("CREATE TABLE state (id INTEGER PRIMARY KEY, version INTEGER, body TEXT); CREATE TABLE event (id INTEGER PRIMARY KEY, state INTEGER, body TEXT);");
        Run("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO state SELECT i, 0, '' FROM n;");
        _update = Prepare("UPDATE state SET version = version + 1, body = $body WHERE id = $id");
        _insert = Prepare("INSERT INTO event (state, body) VALUES ($id, $body)");
    }

    /// <summary>Commits per second over this long.</summary>
    public double Measure(TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var commits = 0;
        for (; watch.Elapsed < length; commits++) CommitOne();
        return commits / watch.Elapsed.TotalSeconds;
    }

    private void CommitOne()
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var command in new[] { _update, _insert })
        {
            command.Transaction = transaction;
            command.Parameters["$id"].Value = _number % 1000;
            command.Parameters["$body"].Value = "{\"status\":\"waiting\"}";
            command.ExecuteNonQuery();
        }
        transaction.Commit();
        _number++;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", 0L);
        command.Parameters.AddWithValue("$body", "");
        command.Prepare();
        return command;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _update.Dispose();
        _insert.Dispose();
        SqliteConnection.ClearPool(_connection);
        _connection.Dispose();
    }
}
