using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>The definitions as they lie beside the program, for tests of counting that need no server.</summary>
internal static class Law
{
    public static readonly string Definitions = Path.Combine(AppContext.BaseDirectory, "definitions");
    public static readonly PackSchema Schema = new(Json("ordinance-pack.schema.json"));
    public static readonly HolidayNotices Notices = NoticesUpTo(2026);

    /// <summary>The product's definitions in a folder of a test's own, to be spoilt or added to.</summary>
    public static string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Definitions, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Definitions, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return folder;
    }

    public static JsonObject Json(params string[] path) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine([Definitions, .. path])))!;

    public static JsonObject AkPack() => Pack("AK");

    public static JsonObject Pack(string code) => Json("ordinances", code.ToLowerInvariant(), "pack.json");

    /// <summary>The AK pack with timers of other places beside its own, so that every kind of limit can be counted.</summary>
    public static Ordinance Ak(params (string Path, string Value)[] settings)
    {
        var pack = AkPack();
        foreach (var (id, timer) in OtherPlaces.Timers) pack["timers"]![id] = timer.DeepClone();
        var applied = PackSettings.Apply(Ordinance.Parse(pack), settings.ToDictionary(s => s.Path, s => JsonNode.Parse(s.Value)), Schema);
        return applied.Ok ? applied.Value : throw new InvalidOperationException(string.Join('\n', applied.Refusal.Errors));
    }

    public static HolidayNotices NoticesUpTo(int year) => new(
        Directory.EnumerateFiles(Path.Combine(Definitions, "calendars"), "20*.json").Select(f => (JsonObject)JsonNode.Parse(File.ReadAllText(f))!)
            .Where(f => f["year"]!.GetValue<int>() <= year),
        Json("calendars", "statutory.json"));

    public static WorkingCalendar Calendar(params LocalDay[] local) => new(Notices, new CalendarSettings(local));

    public static DeadlineResult Compute(Ordinance ordinance, string timer, string start, (string From, string To)[]? appeals = null, Duration? extension = null, string reason = "appeal") =>
        DeadlineCalculator.Compute(
            new DeadlineInput(timer, Instant(start), [.. (appeals ?? []).Select(a => new Suspension(reason, Instant(a.From), Instant(a.To)))], extension),
            ordinance, new WorkingCalendar(Notices, ordinance.Calendar));

    /// <summary>Local time such as <c>2021-09-30 16:30</c>; <c>24:00</c> is the next day 00:00.</summary>
    public static DateTimeOffset Instant(string local)
    {
        var midnight = local.EndsWith("24:00", StringComparison.Ordinal);
        var time = DateTime.Parse(midnight ? local[..10] : local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(midnight ? time.AddDays(1) : time, ChinaTime.Offset);
    }

    public static string Local(DateTimeOffset instant) => instant.ToChina().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Limits of the other ordinances, as their packs write them.</summary>
internal static class OtherPlaces
{
    public static readonly IReadOnlyDictionary<string, JsonObject> Timers = new (string Id, int Amount, string Unit, string Anchor, string OnExpiry, string Ref)[]
    {
        ("sp.rating.window", 7, Duration.CalendarDay, "serviceCompleted", "applyRatingExpiry", "SP-7.3"),
        ("sp.reminder", 24, Duration.Hour, "serviceCompleted", "sendReminder", "SP-6.1.3"),
        ("sp.verify", 48, Duration.Hour, "ratingSubmitted", "markOverdue", "SP-8.1b"),
        ("sp.rectify", 15, Duration.CalendarDay, "unitReceived", "markOverdue", "SP-8.1c"),
        ("sp.appeal", 2, Duration.BusinessDay, "unitReceived", "closeWindow", "SP-9.2b"),
        ("gd.verify", 3, Duration.BusinessDay, "unitReceived", "markOverdue", "GD-15a"),
        ("gd.additional", 10, Duration.BusinessDay, "ratingSubmitted", "closeWindow", "GD-14-5"),
        ("tj.window", 5, Duration.BusinessDay, "serviceCompleted", "applyRatingExpiry", "TJ-16b"),
        ("tj.simple", 1, Duration.BusinessDay, "unitReceived", "markOverdue", "TJ-20-1"),
        ("tj.general", 5, Duration.BusinessDay, "unitReceived", "markOverdue", "TJ-20-2b"),
        ("tj.complex", 15, Duration.BusinessDay, "unitReceived", "markOverdue", "TJ-20-3a"),
        ("tj.appeal", 1, Duration.BusinessDay, "unitReceived", "closeWindow", "TJ-21a"),
        ("ys.reminder", 0, Duration.Hour, "serviceCompleted", "sendReminder", "YS-8b"),
        ("ys.window", 5, Duration.BusinessDay, "serviceCompleted", "applyRatingExpiry", "YS-8c"),
        ("ys.rectify", 10, Duration.BusinessDay, "unitReceived", "markOverdue", "YS-13b"),
        ("gd.2bd", 2, Duration.BusinessDay, "unitReceived", "markOverdue", "GD-15a"),
    }.ToDictionary(t => t.Id, t => new JsonObject
    {
        ["limit"] = new JsonObject { ["amount"] = t.Amount, ["unit"] = t.Unit }, ["anchor"] = t.Anchor, ["onExpiry"] = t.OnExpiry, ["stated"] = true, ["ref"] = t.Ref,
    });
}
