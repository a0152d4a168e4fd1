using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Writes the recorded acts that settle what an ordinance leaves open (X-PACK-2). The caller holds the transaction.</summary>
public sealed class PackConfirmations(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Demo mode confirms every open point of what came with the product.</summary>
    public async Task ConfirmForDemoAsync(CancellationToken cancellationToken)
    {
        var done = await db.Set<PackConfirmation>().ToListAsync(cancellationToken);
        var firstDay = await FirstKnownDayAsync(cancellationToken);
        foreach (var version in await db.Set<PackVersion>().Where(v => v.PublishedBy == OrdinanceStart.By).ToListAsync(cancellationToken))
        {
            var pack = (JsonObject)JsonNode.Parse(version.Json)!;
            foreach (var pointer in OpenPoints.Of(pack).Where(p => !done.Any(c => c.Code == version.Code && c.Version == version.Version && c.Pointer == p)))
                db.Add(Act(version, pointer, pointer == OpenPoints.EffectiveFrom ? firstDay : Value(pack, pointer), "demo", "演示模式启动时确认，正式使用前须由管理员逐项确认。"));
        }
    }

    /// <summary>What was confirmed in the version before and has not changed stays confirmed, and says so.</summary>
    public async Task CarryOverAsync(PackVersion next, CancellationToken cancellationToken)
    {
        var before = await db.Set<PackVersion>().Where(v => v.Code == next.Code && v.Number < next.Number).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        if (before is null) return;
        var acts = await db.Set<PackConfirmation>().Where(c => c.Code == before.Code && c.Version == before.Version).ToListAsync(cancellationToken);
        var pack = (JsonObject)JsonNode.Parse(next.Json)!;
        foreach (var pointer in OpenPoints.Of(pack))
            if (acts.FirstOrDefault(a => a.Pointer == pointer) is { } act && act.Value == Value(pack, pointer))
                db.Add(Act(next, pointer, act.Value, act.ConfirmedBy, $"内容未变，沿用第 {before.Version} 版的确认：{act.Reason}"));
    }

    /// <summary>The act, not yet stored.</summary>
    public PackConfirmation Act(PackVersion version, string pointer, string value, string by, string reason) => new()
    {
        Code = version.Code, Version = version.Version, Pointer = pointer, Value = value, ConfirmedAt = clock.GetUtcNow(), ConfirmedBy = by, Reason = reason,
    };

    internal static string Value(JsonObject pack, string pointer) => JsonPointer.Find(pack, pointer) is { } value ? DefinitionFiles.Canonical(value) : "null";

    // A demonstration may begin on any day whose working days are known.
    private async Task<string> FirstKnownDayAsync(CancellationToken cancellationToken) =>
        $"\"{await db.Set<CalendarFile>().Where(f => f.Year > 0).MinAsync(f => f.Year, cancellationToken):D4}-01-01\"";
}
