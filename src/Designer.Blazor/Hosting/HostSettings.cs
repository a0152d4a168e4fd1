using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>The settings of api.md, read once and checked: a wrong one ends the start with one sentence.</summary>
public sealed record HostSettings(
    bool Demo, string DataFolder, string KeysFolder, string Urls, string Provider, string Connection, Uri? UploadUrl, bool DemoEmpty, DateTimeOffset? DemoNow, string Definitions)
{
    internal const string Sqlite = "sqlite", PostgreSql = "postgresql", SqlServer = "sqlserver";

    /// <summary>Reads environment and command line, and writes the defaults back, so that whoever reads the configuration later sees whole paths.</summary>
    /// <param name="configuration">Environment and command line.</param>
    /// <param name="serves">False for an administrative act, which works on what is there: it makes neither folder nor database.</param>
    public static HostSettings Read(IConfiguration configuration, bool serves = true)
    {
        var demo = Mode(configuration);
        var data = Folder(configuration, "HCP_DATA", "data", serves);
        var settings = new HostSettings(
            demo, data, Folder(configuration, "HCP_KEYS", Path.Combine(data, "keys"), serves), AddressesOf(configuration),
            ProviderOf(configuration), ConnectionOf(configuration, data, serves), UploadUrlOf(configuration),
            DemoEmptyOf(configuration), DemoNowOf(configuration), DefinitionsOf(configuration));
        if (!demo && (settings.DemoEmpty || settings.DemoNow is not null))
            throw new RefusedStartException("HCP_DEMO_NOW 和 HCP_DEMO_EMPTY 只用于演示模式，请去掉它们或设 HCP_MODE=demo。",
                "HCP_DEMO_NOW and HCP_DEMO_EMPTY belong to demo mode: remove them or set HCP_MODE=demo.");
        configuration["HCP_DATA"] = settings.DataFolder;
        configuration["HCP_KEYS"] = settings.KeysFolder;
        configuration["HCP_DATABASE"] = settings.Connection;
        configuration["HCP_DATABASE_PROVIDER"] = settings.Provider;
        configuration["HCP_MODE"] = demo ? "demo" : "production";
        return settings;
    }

    // The built-in definitions lie beside the program; a place's own may lie elsewhere, with the built-in ones copied beside them.
    private static string DefinitionsOf(IConfiguration configuration)
    {
        var path = Path.GetFullPath(Given(configuration, "HCP_DEFINITIONS") ?? Path.Combine(AppContext.BaseDirectory, "definitions"));
        return File.Exists(Path.Combine(path, "ordinance-pack.schema.json")) ? path : throw new RefusedStartException(
            $"HCP_DEFINITIONS 指定的文件夹“{path}”里没有 ordinance-pack.schema.json，请复制程序自带的 definitions 文件夹再改。",
            $"HCP_DEFINITIONS: '{path}' holds no ordinance-pack.schema.json; copy the program's own definitions folder and change that.");
    }

    private static string? Given(IConfiguration configuration, string name) => configuration[name] is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    private static bool Mode(IConfiguration configuration) => Given(configuration, "HCP_MODE") switch
    {
        null or "production" => false,
        "demo" => true,
        var other => throw new RefusedStartException($"HCP_MODE 只能是 demo 或 production，现在是“{other}”。", $"HCP_MODE must be demo or production, but it is '{other}'."),
    };

    private static bool DemoEmptyOf(IConfiguration configuration) => Given(configuration, "HCP_DEMO_EMPTY") switch
    {
        null or "0" or "false" => false,
        "1" or "true" => true,
        var other => throw new RefusedStartException($"HCP_DEMO_EMPTY 只能是 1（true）或 0（false），现在是“{other}”。", $"HCP_DEMO_EMPTY must be 1 (true) or 0 (false), but it is '{other}'."),
    };

    private static string Folder(IConfiguration configuration, string name, string otherwise, bool make)
    {
        var path = Path.GetFullPath(Given(configuration, name) ?? otherwise);
        if (!make) return path;
        try
        {
            PrivateFolder.Create(path);
            var probe = Path.Combine(path, $".write-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedStartException($"{name} 指定的文件夹“{path}”无法写入，请换一个文件夹或改权限。", $"{name}: the folder '{path}' cannot be written to; name another or change its permissions.");
        }
        return path;
    }

    private static string AddressesOf(IConfiguration configuration)
    {
        var given = Given(configuration, "HCP_URLS") ?? "http://127.0.0.1:5080";
        var urls = given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if ((urls.Length == 0 ? given : Array.Find(urls, url => !CanListen(url))) is not { } wrong) return given;
        throw new RefusedStartException($"HCP_URLS 里的“{wrong}”不是监听地址，应如 http://127.0.0.1:5080。", $"HCP_URLS: '{wrong}' is no listening address; write it like http://127.0.0.1:5080.");
    }

    // What Kestrel would otherwise refuse in words of its own, without naming the setting: a port beyond 65535, a port of the machine's choice for both addresses of localhost, a path.
    private static bool CanListen(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0
                && (address.IsUnixPipe || (address.Port is >= 0 and <= 65535 && !(address.Port == 0 && address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string ProviderOf(IConfiguration configuration) => Given(configuration, "HCP_DATABASE_PROVIDER") switch
    {
        null or Sqlite => Sqlite,
        PostgreSql => PostgreSql,
        SqlServer => SqlServer,
        var other => throw new RefusedStartException($"HCP_DATABASE_PROVIDER 不认识“{other}”，请用 sqlite、postgresql 或 sqlserver。",
            $"HCP_DATABASE_PROVIDER: '{other}' is unknown; use sqlite, postgresql or sqlserver."),
    };

    private static string ConnectionOf(IConfiguration configuration, string data, bool serves)
    {
        var (provider, given) = (ProviderOf(configuration), Given(configuration, "HCP_DATABASE"));
        try
        {
            return provider switch
            {
                PostgreSql => Named(new NpgsqlConnectionStringBuilder(given ?? "") is { Host.Length: > 0, Database.Length: > 0 }, given),
                SqlServer => Named(new SqlConnectionStringBuilder(given ?? "") is { DataSource.Length: > 0, InitialCatalog.Length: > 0 }, given),
                _ => FileOf(given, data, serves),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            var example = provider switch
            {
                PostgreSql => "Host=server;Database=haochaping;Username=…;Password=…",
                SqlServer => "Server=server;Database=haochaping;User Id=…;Password=…",
                _ => "Data Source=/path/haochaping.db",
            };
            throw new RefusedStartException($"HCP_DATABASE 不是可用的 {provider} 连接字符串，应如 {example}。", $"HCP_DATABASE is no usable {provider} connection string; write it like {example}.");
        }
    }

    private static string Named(bool complete, string? given) => complete ? given! : throw new ArgumentException("host and database");

    private static string FileOf(string? given, string data, bool serves)
    {
        var file = new SqliteConnectionStringBuilder(given ?? "");
        if (file.DataSource.Length == 0) file.DataSource = Path.Combine(data, "haochaping.db");
        // An in-memory database would acknowledge what it cannot keep.
        if (file.Mode == SqliteOpenMode.Memory || file.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)) throw new ArgumentException("memory");
        file.DataSource = Path.GetFullPath(file.DataSource);
        return (serves ? file : StoreFile.AsItIs(file)).ToString();
    }

    private static Uri? UploadUrlOf(IConfiguration configuration)
    {
        if (Given(configuration, "HCP_UPLOAD_URL") is not { } given) return null;
        return Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new RefusedStartException($"HCP_UPLOAD_URL“{given}”不是网址，应如 https://平台地址/。", $"HCP_UPLOAD_URL: '{given}' is no web address; write it like https://platform.example/.");
    }

    private static DateTimeOffset WithinCalendar(string given, DateTimeOffset now) => now >= ChinaTime.StartOf(ChinaTime.FirstDay) && now < ChinaTime.StartOf(ChinaTime.LastDay)
        ? now
        : throw new RefusedStartException($"HCP_DEMO_NOW“{given}”超出日历的范围，请给出 {ChinaTime.FirstDay.Year} 年至 {ChinaTime.LastDay.Year} 年之间的时刻。",
            $"HCP_DEMO_NOW: '{given}' lies beyond the calendar; name an instant between {ChinaTime.FirstDay.Year} and {ChinaTime.LastDay.Year}.");

    private static DateTimeOffset? DemoNowOf(IConfiguration configuration)
    {
        if (Given(configuration, "HCP_DEMO_NOW") is not { } given) return null;
        // Without an offset the instant would depend on the zone of the machine.
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        return (given.EndsWith('Z') || given.LastIndexOfAny(['+', '-']) > given.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParseExact(given, forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var now)
            ? WithinCalendar(given, now)
            : throw new RefusedStartException($"HCP_DEMO_NOW“{given}”不是带时区的时刻，应如 2025-03-03T09:00:00+08:00。", $"HCP_DEMO_NOW: '{given}' is no instant with an offset; write it like 2025-03-03T09:00:00+08:00.");
    }
}
