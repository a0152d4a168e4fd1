using System.Net.Sockets;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Puts into one sentence why the program cannot go on and what to do; what only a developer can read goes to a file.</summary>
internal static class StartFailure
{
    private const string Details = "start-failure.log";

    public static async Task<RefusedStartException> OfAsync(Exception fault, HostSettings? settings, IReadOnlyList<string> log)
    {
        if (Chain(fault).OfType<RefusedStartException>().FirstOrDefault() is { } refused) return refused;
        if (settings is not null && Chain(fault).Any(e => e is AddressInUseException or SocketException))
            return new($"地址 {settings.Urls} 无法监听，可能已被占用，请用 HCP_URLS 换一个。", $"Cannot listen on {settings.Urls}: it may be in use; name another with HCP_URLS.");
        if (settings is not null && Chain(fault).OfType<SqliteException>().FirstOrDefault() is { } store) return OfStore(store, FileOf(settings));
        return await OfUnknownAsync(fault, settings, log);
    }

    public static string FileOf(HostSettings settings) => new SqliteConnectionStringBuilder(settings.Connection).DataSource;

    public static RefusedStartException Damaged(string file) => new($"数据库文件“{file}”已损坏，或者不是数据库。请从备份恢复它，或用 HCP_DATABASE、HCP_DATA 指向别的数据库。",
        $"The file '{file}' is damaged or no database: restore it from a backup, or name another with HCP_DATABASE or HCP_DATA.");

    public static RefusedStartException Unopened(string file) => new($"数据库“{file}”打不开或写不进，请检查 HCP_DATABASE 或 HCP_DATA、权限和磁盘空间。",
        $"The database '{file}' cannot be opened or written to: check HCP_DATABASE or HCP_DATA, its permissions and the space on the disk.");

    // https://sqlite.org/rescode.html
    private static RefusedStartException OfStore(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        11 or 26 => Damaged(file),
        5 or 6 => new($"数据库“{file}”正被别的程序占用，请先停掉那个程序。", $"The database '{file}' is in use by another program: stop that first."),
        8 or 10 or 13 or 14 or 23 => Unopened(file),
        _ => new($"数据库“{file}”不是这个版本能用的。请从备份恢复它，或用 HCP_DATABASE、HCP_DATA 指向别的数据库。",
            $"The database '{file}' does not fit this version ({OneLine(fault.Message)}): restore it from a backup, or name another with HCP_DATABASE or HCP_DATA."),
    };

    private static async Task<RefusedStartException> OfUnknownAsync(Exception fault, HostSettings? settings, IReadOnlyList<string> log)
    {
        var file = Path.Combine(settings?.DataFolder ?? Path.GetTempPath(), Details);
        var why = OneLine(Chain(fault).Last().Message);
        try
        {
            await File.WriteAllLinesAsync(file, [.. log, fault.ToString()]);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new("无法启动，请按括号里的原因处理，或联系技术支持。", why);
        }
        return new($"无法启动，请按括号里的原因处理，或把文件“{file}”交给技术支持。", why);
    }

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (Exception? at = fault; at is not null; at = at.InnerException) yield return at;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
