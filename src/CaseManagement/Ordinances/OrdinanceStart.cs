using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Brings the ordinances and holiday notices of <c>definitions/</c> into the database when their content is new, then fills the catalog.</summary>
public sealed class OrdinanceStart(CaseDbContext db, StoreDialect dialect, OrdinanceCatalog catalog, WorkflowQueue queue, TimeProvider clock)
{
    private const string By = "definitions";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs once, after the schema stands and before anything asks for a pack.</summary>
    /// <param name="definitions">The folder <c>definitions/</c>.</param>
    /// <param name="demo">Demo mode confirms, by recorded acts, what the ordinances leave open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(string definitions, bool demo, CancellationToken cancellationToken)
    {
        catalog.Schema = new PackSchema(Read(Path.Combine(definitions, "ordinance-pack.schema.json")));
        await using (var transaction = await dialect.BeginAsync(db, null, cancellationToken))
        {
            await ImportCalendarsAsync(Path.Combine(definitions, "calendars"), cancellationToken);
            await ImportPacksAsync(definitions, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (demo) await ConfirmForDemoAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        await catalog.ReloadAsync(cancellationToken);
    }

    private async Task ImportCalendarsAsync(string folder, CancellationToken cancellationToken)
    {
        var present = await db.Set<CalendarFile>().ToListAsync(cancellationToken);
        var changed = false;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var file = Read(path);
            var (year, json) = (file["year"]?.GetValue<int>() ?? 0, file.ToJsonString(Compact));
            var hash = HashOf(json);
            // An administrator's later import of the same year stands; only a file never seen before is news.
            if (present.Any(f => f.Year == year && f.ContentHash == hash)) continue;
            var revision = present.Where(f => f.Year == year).Select(f => f.Revision).DefaultIfEmpty(0).Max() + 1;
            db.Add(new CalendarFile { Year = year, Revision = revision, Json = json, ContentHash = hash, ImportedAt = clock.GetUtcNow(), ImportedBy = By });
            changed = true;
        }
        if (changed) await RecomputeAllAsync(cancellationToken);
    }

    // A new notice may move any deadline that still runs (X-CAL-4); each case does it in its own stream.
    private async Task RecomputeAllAsync(CancellationToken cancellationToken)
    {
        var cases = await db.Deadlines.Where(d => d.Status == DeadlineStatus.Running || d.Status == DeadlineStatus.Suspended)
            .Select(d => d.CaseNumber).Distinct().ToListAsync(cancellationToken);
        foreach (var number in cases) queue.At(clock.GetUtcNow(), number, DeadlineCommands.Recompute, [], Cause.System);
    }

    private async Task ImportPacksAsync(string definitions, CancellationToken cancellationToken)
    {
        var present = await db.Set<PackVersion>().Select(v => new { v.Code, v.Version, v.ContentHash }).ToListAsync(cancellationToken);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(definitions, "ordinances")).Order(StringComparer.Ordinal))
        {
            var version = ReadPack(folder, code => present.Count(p => p.Code == code) + 1);
            if (present.Any(p => p.Code == version.Code && p.ContentHash == version.ContentHash)) continue;
            if (present.Any(p => p.Code == version.Code && p.Version == version.Version)) throw PackRefused.SameVersion(version.Code, version.Version);
            db.Add(version);
        }
    }

    private PackVersion ReadPack(string folder, Func<string, int> nextNumber)
    {
        var pack = Read(Path.Combine(folder, "pack.json"));
        var clauses = Path.Combine(folder, "clauses.json") is var path && File.Exists(path) ? Read(path).ToJsonString(Compact) : null;
        var errors = catalog.Schema.Check(pack);
        if (errors.Count == 0) errors = PackReferences.Check(pack);
        if (errors.Count > 0) throw PackRefused.Faulty(Path.GetFileName(folder), errors);
        var json = pack.ToJsonString(Compact);
        var meta = Ordinance.Parse(pack).Meta;
        return new PackVersion
        {
            Code = meta.Id, Version = meta.Version, Number = nextNumber(meta.Id), Title = meta.Title, LegalStatus = meta.LegalStatus, Json = json, Clauses = clauses,
            ContentHash = HashOf($"{json}\n{clauses}"), PublishedAt = clock.GetUtcNow(), PublishedBy = By,
        };
    }

    private async Task ConfirmForDemoAsync(CancellationToken cancellationToken)
    {
        var done = await db.Set<PackConfirmation>().ToListAsync(cancellationToken);
        var firstDay = await FirstKnownDayAsync(cancellationToken);
        foreach (var version in await db.Set<PackVersion>().Where(v => v.PublishedBy == By).ToListAsync(cancellationToken))
        {
            var pack = (JsonObject)JsonNode.Parse(version.Json)!;
            foreach (var pointer in OpenPoints.Of(pack).Where(p => !done.Any(c => c.Code == version.Code && c.Version == version.Version && c.Pointer == p)))
            {
                var value = pointer == OpenPoints.EffectiveFrom ? JsonValue.Create(firstDay) : Value(pack, pointer);
                db.Add(new PackConfirmation
                {
                    Code = version.Code, Version = version.Version, Pointer = pointer, Value = value?.ToJsonString(Compact) ?? "null",
                    ConfirmedAt = clock.GetUtcNow(), ConfirmedBy = "demo", Reason = "演示模式启动时确认，正式使用前须由管理员逐项确认。",
                });
            }
        }
    }

    // A demonstration may begin on any day whose working days are known.
    private async Task<string> FirstKnownDayAsync(CancellationToken cancellationToken) =>
        $"{await db.Set<CalendarFile>().Where(f => f.Year > 0).MinAsync(f => f.Year, cancellationToken):D4}-01-01";

    private static JsonNode? Value(JsonNode pack, string pointer) => pointer.Split('/')[1..].Aggregate((JsonNode?)pack, (node, step) => node switch
    {
        JsonArray items => items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)],
        _ => node?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)],
    });

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(path)) as JsonObject
        ?? throw new InvalidOperationException($"Expected a JSON object in '{Path.GetFileName(path)}', but it is none.");

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}

internal static class PackRefused
{
    public static RefusedStartException SameVersion(string code, string version) => new(
        $"规则包 {code} 的文件内容变了，但版本号仍是已发布的 {version}。已发布的版本不能改，请把 meta.version 改为新的版本号。",
        $"The file of pack {code} changed but still carries the published version {version}: raise meta.version.");

    public static RefusedStartException Faulty(string folder, IReadOnlyList<FieldError> errors) => new(
        $"规则包 {folder} 有 {errors.Count} 处错误，没有导入：\n{string.Join('\n', errors.Select(e => $"  {e.Pointer}  {e.Message}"))}\n",
        $"Pack {folder} was not imported.");
}
