using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>
/// Brings ordinances, holiday notices and indicators of <c>definitions/</c> into the database when their content is new, then fills the catalog.
/// A file that is wrong is left out and said so; it never keeps the server from running on the last good version.
/// </summary>
public sealed partial class OrdinanceStart(
    CaseDbContext db, StoreDialect dialect, OrdinanceCatalog catalog, HolidayImport holidays, PackConfirmations confirmations, BoundWorkflows bound, TimeProvider clock, ILogger<OrdinanceStart> log)
{
    internal const string By = "definitions";

    /// <summary>Runs once, after the schema stands and before anything asks for a pack.</summary>
    /// <param name="definitions">The folder <c>definitions/</c>.</param>
    /// <param name="demo">Demo mode confirms, by recorded acts, what the ordinances leave open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(string definitions, bool demo, CancellationToken cancellationToken)
    {
        catalog.Folder = definitions;
        catalog.Schema = await SchemaAsync(Path.Combine(definitions, "ordinance-pack.schema.json"), cancellationToken);
        var files = new DefinitionFiles(definitions);
        await using (var transaction = await dialect.BeginAsync(db, null, cancellationToken))
        {
            await ImportCalendarsAsync(files, cancellationToken);
            await ImportIndicatorsAsync(files, cancellationToken);
            await ImportPacksAsync(files, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (demo) await confirmations.ConfirmForDemoAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catalog.Faults = files.Faults;
        foreach (var fault in files.Faults) NotTakenIn(fault.File, string.Join(" ", fault.Errors.Select(e => $"{e.Pointer} {e.Message}")));
        await catalog.ReloadAsync(cancellationToken);
    }

    // Without it no pack can be judged.
    private static async Task<PackSchema> SchemaAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return new PackSchema(JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken))?.AsObject() ?? throw new JsonException("Expected an object."));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new RefusedStartException($"definitions/{Path.GetFileName(file)} 不是可读的 JSON，请换回原来的文件。", fault.Message.ReplaceLineEndings(" "));
        }
    }

    private async Task ImportCalendarsAsync(DefinitionFiles files, CancellationToken cancellationToken)
    {
        foreach (var path in files.Files("calendars"))
        {
            if (files.Read(path) is not { } file) continue;
            var faults = HolidayFile.Check(file);
            if (faults.Count > 0) files.Refuse(path, null, faults);
            // An administrator's later import of the same year stands; only a file never seen before is news.
            else await holidays.TakeAsync(file, By, again: false, cancellationToken);
        }
    }

    private async Task ImportIndicatorsAsync(DefinitionFiles files, CancellationToken cancellationToken)
    {
        var present = await db.Set<IndicatorFile>().ToListAsync(cancellationToken);
        foreach (var path in files.Files("indicators"))
        {
            if (files.Read(path) is not { } file) continue;
            var (code, json) = (Path.GetFileNameWithoutExtension(path), DefinitionFiles.Canonical(file));
            try
            {
                IndicatorSet.Read(file);
            }
            catch (JsonException)
            {
                files.Refuse(path, null, new FieldError("/sets", "应按评价对象、等级列出指标，每项有代码（code）和文字（text）。"));
                continue;
            }
            var hash = DefinitionFiles.HashOf(json);
            var same = present.Where(i => i.Code == code).ToList();
            if (same.Any(i => i.ContentHash == hash)) continue;
            var added = new IndicatorFile { Code = code, Version = same.Count + 1, Json = json, ContentHash = hash, ImportedAt = clock.GetUtcNow(), ImportedBy = By };
            db.Add(added);
            present.Add(added);
        }
    }

    private async Task ImportPacksAsync(DefinitionFiles files, CancellationToken cancellationToken)
    {
        var present = await db.Set<PackVersion>().ToListAsync(cancellationToken);
        db.ChangeTracker.DetectChanges();
        var indicators = db.Set<IndicatorFile>().Local.Select(i => i.Code).ToHashSet();
        var check = new PackCheck(catalog.Schema, code => Newest(present, code), indicators.Contains);
        // A parent comes before the packs that refine it.
        var packs = files.Folders("ordinances").Where(folder => files.Has($"{folder}/pack.json")).Select(folder => (Folder: folder, Pack: files.Read($"{folder}/pack.json", PlaceOf(folder))))
            .Where(p => p.Pack is not null).ToList();
        foreach (var (folder, pack) in packs.OrderBy(p => PackInheritance.ParentOf(p.Pack!) is null ? 0 : 1))
        {
            if (await TakeAsync(files, folder, check.Check(pack!), present, cancellationToken) is not { } version) continue;
            db.Add(version);
            present.Add(version);
        }
    }

    private async Task<PackVersion?> TakeAsync(DefinitionFiles files, string folder, CheckedPack pack, List<PackVersion> present, CancellationToken cancellationToken)
    {
        var (path, place) = ($"{folder}/pack.json", PlaceOf(folder));
        var clauses = files.Has($"{folder}/clauses.json") ? files.Read($"{folder}/clauses.json", place) : null;
        if (clauses is null && files.Has($"{folder}/clauses.json")) return null;
        if (clauses is not null && Clauses.Faults(clauses) is { Count: > 0 } wrong)
        {
            files.Refuse($"{folder}/clauses.json", place, wrong);
            // Its last good version goes on with the clauses it had.
            return null;
        }
        if (pack.Errors.Count > 0)
        {
            files.Refuse(path, place, pack.Errors);
            return null;
        }
        var version = PackVersions.Made(pack, clauses is null ? null : DefinitionFiles.Canonical(clauses), present, By, clock.GetUtcNow());
        if (present.Any(p => p.Code == version.Code && p.ContentHash == version.ContentHash)) return null;
        if (await bound.UnfitAsync(pack.Merged, files, cancellationToken) is { Count: > 0 } unfit)
        {
            files.Refuse(path, place, unfit);
            return null;
        }
        if (!present.Any(p => p.Code == version.Code && p.Version == version.Version)) return version;
        files.Refuse(path, place, new FieldError("/meta/version", $"文件内容变了，版本号却仍是已发布的 {version.Version}。已发布的版本不能改，请把 meta.version 改为新的版本号。"));
        return null;
    }

    private static string PlaceOf(string folder) => Path.GetFileName(folder).ToUpperInvariant();

    private static JsonObject? Newest(List<PackVersion> present, string code) =>
        present.Where(p => p.Code == code).MaxBy(p => p.Number) is { } version ? (JsonObject)JsonNode.Parse(version.Json)! : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Not taken in: {File}: {Errors} The last good version stays in force.")]
    private partial void NotTakenIn(string file, string errors);
}
