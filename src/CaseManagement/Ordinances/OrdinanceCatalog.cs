using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A published version and since when it is in force; null while something in it still has to be confirmed.</summary>
public sealed record PublishedOrdinance(Ordinance Ordinance, int Number, DateTimeOffset PublishedAt, string ContentHash, DateOnly? InForceFrom, IReadOnlyList<string> Unconfirmed)
{
    /// <summary>The pack it refines, or null.</summary>
    public string? Parent => Ordinance.Meta.ParentPack;
}

/// <summary>Every published rule pack and the working calendars, kept in memory. A version never changes, so whoever holds one may keep it.</summary>
public sealed class OrdinanceCatalog(IServiceScopeFactory scopes, TimeProvider clock)
{
    private Shelf _shelf = new([], new Dictionary<(string, string), Clauses>(), [], new HolidayNotices([], new JsonObject { ["days"] = new JsonArray() }), 0);

    /// <summary>Where the product's own definitions lie; null before the start.</summary>
    public string? Folder { get; internal set; }

    /// <summary>What every pack is checked against.</summary>
    public PackSchema Schema { get; internal set; } = new([]);

    /// <summary>Files of <c>definitions/</c> that were not taken in at the last start; what was published before runs on.</summary>
    public IReadOnlyList<FileFault> Faults { get; internal set; } = [];

    /// <summary>Adds files of the other kinds that were not taken in.</summary>
    public void LeftOut(IEnumerable<FileFault> faults) => Faults = [.. Faults, .. faults];

    /// <summary>All published versions, newest first within a place.</summary>
    public IReadOnlyList<PublishedOrdinance> All => _shelf.Versions;

    /// <summary>The holiday notices that have been imported.</summary>
    public HolidayNotices Notices => _shelf.Notices;

    /// <summary>How many holiday files the catalog has read, superseded ones included.</summary>
    internal int CalendarFiles => _shelf.Files;

    /// <summary>The version published last, whether or not it is in force.</summary>
    public PublishedOrdinance? Newest(string code) => _shelf.Versions.Where(v => v.Ordinance.Code == code).MaxBy(v => v.Number);

    /// <summary>The pack a place refines: as published, or for a new place as its draft says.</summary>
    internal string? ParentOf(string code, PackDraft? draft) => Newest(code) is { } published ? published.Parent
        : draft is null ? null : PackInheritance.ParentOf((JsonObject)JsonNode.Parse(draft.Json)!);

    /// <summary>The version a case opened under and keeps (X-CLK-8).</summary>
    public Ordinance Get(string code, string version) => _shelf.Versions.FirstOrDefault(v => v.Ordinance.Code == code && v.Ordinance.Version == version)?.Ordinance
        ?? throw new InvalidOperationException($"Expected pack {code} {version} among the published ones, but it is not there.");

    /// <summary>The version in force in a place on a local day; null when none is.</summary>
    public Ordinance? InForce(string region, DateOnly date) => _shelf.Versions
        .Where(v => v.Ordinance.Code == region && v.InForceFrom <= date && (v.Ordinance.Meta.EffectiveTo is not { } last || date <= last))
        .MaxBy(v => (v.InForceFrom, v.Number))?.Ordinance;

    /// <summary>The version in force today, or the last published one while none is; null for an unknown code.</summary>
    public Ordinance? Current(string code) => InForce(code, clock.GetUtcNow().LocalDate())
        ?? _shelf.Versions.Where(v => v.Ordinance.Code == code).MaxBy(v => v.Number)?.Ordinance;

    /// <summary>The current pack of each place, as JSON.</summary>
    public IReadOnlyList<JsonObject> CurrentPacks => [.. _shelf.Versions.Select(v => v.Ordinance.Code).Distinct().Select(code => Current(code)!.Raw)];

    /// <summary>Codes of every class that a case can have, in any place.</summary>
    public IReadOnlyList<string> Classes => [.. _shelf.Versions.SelectMany(v => v.Ordinance.Case.Classes ?? []).Select(c => c.Code).Distinct()];

    /// <summary>The working calendar with the pack's local decisions.</summary>
    public WorkingCalendar CalendarOf(Ordinance ordinance) => _shelf.CalendarOf(ordinance);

    /// <summary>The words of the ordinance.</summary>
    public Clauses ClausesOf(Ordinance ordinance) => _shelf.Clauses.GetValueOrDefault((ordinance.Code, ordinance.Version)) ?? Clauses.Of(ordinance.Meta.Title, null);

    /// <summary>The newest version of a set of preset texts; null for an unknown code.</summary>
    public IndicatorSet? Indicators(string code) => _shelf.Indicators.Where(i => i.Code == code).MaxBy(i => i.Version);

    /// <summary>What a pack is checked for before it is published, against what is published now.</summary>
    public PackCheck Check => new(Schema, code => Current(code)?.Raw, code => Indicators(code) is not null);

    /// <summary>Reads everything anew, after something was published or imported.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var packs = await db.Set<PackVersion>().AsNoTracking().ToListAsync(cancellationToken);
        var confirmations = await db.Set<PackConfirmation>().AsNoTracking().ToListAsync(cancellationToken);
        var files = await db.Set<CalendarFile>().AsNoTracking().ToListAsync(cancellationToken);
        _shelf = new Shelf(
            [.. packs.Select(p => Published(p, confirmations)).OrderBy(p => p.Ordinance.Code, StringComparer.Ordinal).ThenByDescending(p => p.Number)],
            ClausesOf(packs),
            [.. (await db.Set<IndicatorFile>().AsNoTracking().ToListAsync(cancellationToken)).Select(IndicatorSet.Of)],
            NoticesOf(files), files.Count);
    }

    private static Dictionary<(string, string), Clauses> ClausesOf(List<PackVersion> packs)
    {
        var newest = packs.GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Number)!);
        return packs.ToDictionary(p => (p.Code, p.Version), p => Read(p, 0));

        // A line of refinements is short; the depth only guards against a circle.
        Clauses Read(PackVersion pack, int depth)
        {
            var parent = pack.Own is { } own ? PackInheritance.ParentOf((JsonObject)JsonNode.Parse(own)!) : null;
            return Clauses.Of(pack.Title, pack.Clauses, parent is not null && depth < 9 && newest.TryGetValue(parent, out var above) ? Read(above, depth + 1) : null);
        }
    }

    private static PublishedOrdinance Published(PackVersion row, IEnumerable<PackConfirmation> confirmations)
    {
        var ordinance = Ordinance.Parse((JsonObject)JsonNode.Parse(row.Json)!);
        var confirmed = confirmations.Where(c => c.Code == row.Code && c.Version == row.Version).ToDictionary(c => c.Pointer);
        string[] open = [.. OpenPoints.Of(ordinance.Raw).Where(p => !confirmed.ContainsKey(p))];
        return new PublishedOrdinance(ordinance, row.Number, row.PublishedAt, row.ContentHash, open.Length > 0 || ordinance.Meta.LegalStatus == "repealed" ? null : From(ordinance, confirmed), open);
    }

    private static DateOnly? From(Ordinance ordinance, Dictionary<string, PackConfirmation> confirmed) =>
        ordinance.Meta.EffectiveFrom ?? DateOnly.ParseExact(JsonNode.Parse(confirmed[OpenPoints.EffectiveFrom].Value)!.GetValue<string>(), "yyyy-MM-dd");

    private static HolidayNotices NoticesOf(IEnumerable<CalendarFile> files)
    {
        var newest = files.GroupBy(f => f.Year).ToDictionary(g => g.Key, g => (JsonObject)JsonNode.Parse(g.MaxBy(f => f.Revision)!.Json)!);
        return new HolidayNotices(newest.Where(f => f.Key > 0).Select(f => f.Value), newest.GetValueOrDefault(0) ?? new JsonObject { ["days"] = new JsonArray() });
    }

    private sealed record Shelf(IReadOnlyList<PublishedOrdinance> Versions, IReadOnlyDictionary<(string, string), Clauses> Clauses, IReadOnlyList<IndicatorSet> Indicators, HolidayNotices Notices, int Files)
    {
        private readonly ConcurrentDictionary<Ordinance, WorkingCalendar> _calendars = new();

        public WorkingCalendar CalendarOf(Ordinance ordinance) => _calendars.GetOrAdd(ordinance, o => new WorkingCalendar(Notices, o.Calendar));
    }
}

/// <summary>What an ordinance leaves open and an administrator has to confirm before the place goes live (X-PACK-2).</summary>
internal static class OpenPoints
{
    public const string EffectiveFrom = "/meta/effectiveFrom";
    public const string LegalStatus = "/meta/legalStatus";

    /// <summary>JSON pointers of everything not stated, and of a missing date or a mere draft.</summary>
    public static IEnumerable<string> Of(JsonObject pack)
    {
        if (pack["meta"]?["effectiveFrom"] is null) yield return EffectiveFrom;
        if (pack["meta"]?["legalStatus"]?.GetValue<string>() == "draft") yield return LegalStatus;
        foreach (var pointer in Unstated(pack, "")) yield return pointer;
    }

    private static IEnumerable<string> Unstated(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => (Says(fields, "stated", false) && !Says(fields, "confirmed", true) ? [pointer] : Enumerable.Empty<string>())
            .Concat(fields.SelectMany(f => Unstated(f.Value, pointer + PackPath.Pointer(f.Key)))),
        JsonArray items => items.SelectMany((item, i) => Unstated(item, $"{pointer}/{i}")),
        _ => [],
    };

    private static bool Says(JsonObject fields, string name, bool value) => fields[name] is JsonValue said && said.TryGetValue<bool>(out var flag) && flag == value;
}
