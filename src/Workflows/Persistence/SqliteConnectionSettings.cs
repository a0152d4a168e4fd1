using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Sets what every SQLite connection needs, since SQLite keeps most of it per connection and not in the file.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    public static readonly SqliteConnectionSettings Instance = new();

    // FULL: a commit that was answered survives a power failure; in WAL mode NORMAL would not promise that.
    // The log is folded into the file every 32 MiB and not every 4: a page that many commits change is written there once.
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=8000; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    // Microsoft.Data.Sqlite has no asynchronous calls: the synchronous one is the honest one.
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
