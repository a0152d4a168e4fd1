using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Persistence;
using Microsoft.Data.Sqlite;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>A file of SQLite for an administrative act: beside a running server, after one, or as a copy on a medium nobody can write to.</summary>
internal static class StoreFile
{
    /// <summary>How to open what is there without making anything.</summary>
    public static SqliteConnectionStringBuilder AsItIs(SqliteConnectionStringBuilder file)
    {
        if (file.Mode == SqliteOpenMode.ReadWriteCreate) file.Mode = SqliteOpenMode.ReadWrite;
        return !File.Exists(file.DataSource) || SqliteStore.CanBeOpened(file.ToString()) ? file : ReadOnly(file);
    }

    // SQLite keeps an index of the log beside the file even while it only reads. Where it cannot, the file is taken as it stands, unless the log holds what the file does not yet.
    private static SqliteConnectionStringBuilder ReadOnly(SqliteConnectionStringBuilder file)
    {
        var copy = new SqliteConnectionStringBuilder(file.ToString()) { Mode = SqliteOpenMode.ReadOnly };
        if (new FileInfo($"{file.DataSource}-wal") is not { Exists: true, Length: > 0 }) copy.DataSource = $"file:{Uri.EscapeDataString(file.DataSource)}?immutable=1";
        return SqliteStore.CanBeOpened(copy.ToString()) ? copy : throw new RefusedStartException(
            $"数据库“{file.DataSource}”读不了：或者无权读取，或者它旁边的日志（-wal）还没有并入而文件夹不可写。请把整个文件夹复制到可写的地方，再对副本执行。",
            $"The database '{file.DataSource}' cannot be read: no permission, or its log (-wal) is not folded in yet and the folder cannot be written to. Copy the whole folder to where it can be written to and work on the copy.");
    }
}
