using System.Diagnostics;
using Npgsql;

namespace HaoChaPing.EndToEnd.Nodes;

/// <summary>Watches the history of all cases grow, as long as there is work, and remembers the longest time that nothing came.</summary>
internal sealed class Progress(string connection)
{
    /// <summary>Watches until the count reaches what is expected.</summary>
    /// <returns>The longest standstill.</returns>
    public async Task<TimeSpan> UntilAsync(string countSql, long expected, TimeSpan patience)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var events = source.CreateCommand("""SELECT count(*) FROM "CaseEvents" """);
        await using var counted = source.CreateCommand(countSql);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var (all, since, last, longest) = (Stopwatch.StartNew(), Stopwatch.StartNew(), -1L, TimeSpan.Zero);
        while ((long)(await counted.ExecuteScalarAsync())! is var present && present != expected)
        {
            if (all.Elapsed > patience) throw new TimeoutException($"Expected {expected} of [{countSql}] within {patience}, but there are {present}.");
            var now = (long)(await events.ExecuteScalarAsync())!;
            if (since.Elapsed > longest) longest = since.Elapsed;
            if (now != last) since.Restart();
            last = now;
            await pause.WaitForNextTickAsync();
        }
        return longest;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
