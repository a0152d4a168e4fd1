using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// Keeps the prepared statements of a connection for as long as it is open. SQLite takes longer to understand a statement than to run it, and whoever has one
/// connection for many commands, as the dispatcher has, says the same few again and again.
/// </summary>
internal sealed class SqliteStatements : DbCommandInterceptor
{
    public static readonly SqliteStatements Instance = new();

    // More than the engine and the business say in their bursts; beyond that it begins anew.
    private const int Most = 250;
    private readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, Kept?>> _byConnection = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand { Connection: { } connection } fresh) return result;
        var known = _byConnection.GetValue(connection, Open);
        if (!known.TryGetValue(fresh.CommandText, out var kept))
        {
            if (known.Count >= Most) Forget(known);
            known.Add(fresh.CommandText, null); // worth keeping when it is said a second time
            return fresh;
        }

        if (kept is null) known[fresh.CommandText] = kept = new Kept(fresh.CommandText, connection);
        else if (kept.IsLent) return fresh; // its rows are being read
        kept.TakePlaceOf(fresh);
        return kept;
    }

    private static Dictionary<string, Kept?> Open(SqliteConnection connection)
    {
        var known = new Dictionary<string, Kept?>(StringComparer.Ordinal);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed) Forget(known); // what was prepared belongs to the handle that was closed
        };
        return known;
    }

    private static void Forget(Dictionary<string, Kept?> known)
    {
        foreach (var kept in known.Values) kept?.End();
        known.Clear();
    }

    /// <summary>A command that outlives its uses: whoever has done with it disposes it and thereby gives it back.</summary>
    private sealed class Kept(string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        public bool IsLent { get; private set; }

        public void TakePlaceOf(SqliteCommand fresh)
        {
            (Transaction, CommandTimeout, IsLent) = (fresh.Transaction, fresh.CommandTimeout, true);
            Parameters.Clear();
            foreach (SqliteParameter parameter in fresh.Parameters) Parameters.Add(parameter);
            fresh.Dispose();
        }

        public void End()
        {
            IsLent = false;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (!IsLent || !disposing) base.Dispose(disposing);
            IsLent = false;
        }
    }
}
