using System.Text.Json.Nodes;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>The edges of the rules: windows over the two long holidays, one rating per visit, batches that are none.</summary>
internal static class SampleEdges
{
    public static void Add(SampleYear year)
    {
        // Last days from scenarios S-16, S-21 and clause AK-11b: the 26th of January and the 8th of February, the 28th of September and the 11th of October are worked.
        AddWindow(year, "cj", completed: Local(2025, 1, 27, 11), lastSecond: Local(2025, 2, 12, 23, 59, 59), worked: Local(2025, 2, 8, 10));
        AddWindow(year, "gq", completed: Local(2025, 9, 29, 11), lastSecond: Local(2025, 10, 15, 23, 59, 59), worked: Local(2025, 10, 11, 10));
        AddWindow(year, "gr", completed: Local(2025, 9, 30, 16), lastSecond: Local(2025, 10, 16, 23, 59, 59), worked: Local(2025, 10, 5, 10));
        AddVisits(year);
        AddMixedBatch(year);
        AddBundle(year);
    }

    private static void AddWindow(SampleYear year, string name, DateTimeOffset completed, DateTimeOffset lastSecond, DateTimeOffset worked)
    {
        (string Level, DateTimeOffset At, bool Late)[] ratings =
        [
            ("satisfied", worked, false), ("dissatisfied", lastSecond, false), ("veryDissatisfied", lastSecond.AddSeconds(1), false), ("dissatisfied", lastSecond.AddSeconds(2), true),
            ("satisfied", lastSecond.AddDays(9), true),
        ];
        for (var i = 0; i < ratings.Length; i++)
        {
            year.Services.Accepted(Service($"sv-{name}-{i}", i % 2 == 0 ? "window" : "online", completed.AddMinutes(-40), completed, i));
            var rating = Rating($"rt-{name}-{i}", i % 2 == 0 ? "sms" : "qinwuyuan", $"sv-{name}-{i}", "item", ratings[i].Level, ratings[i].At);
            rating["scope"] = "supplementary";
            if (ratings[i].Late) year.Ratings.Refused("windowClosed", rating);
            else year.Ratings.Accepted(rating, opensCase: ratings[i].Level != "satisfied");
        }
    }

    private static void AddVisits(SampleYear year)
    {
        var first = Local(2025, 3, 3, 9, 30);
        var service = Service("sv-visits-1", "window", first, first.AddDays(2), 2);
        service["visits"] = new JsonArray(Visit("v1", first), Visit("v2", first.AddDays(1)));
        var line = year.Services.Accepted(service);
        year.Services.Repeated(new JsonObject { ["region"] = "AK", ["externalId"] = "sv-visits-1", ["visits"] = new JsonArray(Visit("v3", first.AddDays(2))) }, line);

        Rate("v1", "rt-visits-1", "staff", first.AddHours(1), null);
        Rate("v1", "rt-visits-2", "item", first.AddHours(1), null);
        Rate("v1", "rt-visits-3", "staff", first.AddHours(2), "frequencyExceeded");
        Rate("v2", "rt-visits-4", "both", first.AddDays(1).AddHours(1), null);
        Rate("v2", "rt-visits-5", "item", first.AddDays(1).AddHours(2), "frequencyExceeded");
        Rate("v9", "rt-visits-6", "staff", first.AddDays(1).AddHours(2), "visitNotFound");
        Rate(null, "rt-visits-7", "staff", first.AddDays(2).AddHours(1), null);
        Rate("v3", "rt-visits-8", "staff", first.AddDays(2).AddHours(2), "frequencyExceeded");

        year.Services.Accepted(Service("sv-once-1", "online", first, first.AddHours(1), 3));
        year.Ratings.Accepted(Rating("rt-once-1", "sxzwfw", "sv-once-1", "item", "satisfied", first.AddHours(2)));
        year.Ratings.Refused("frequencyExceeded", Rating("rt-once-2", "qinwuyuan", "sv-once-1", "item", "veryDissatisfied", first.AddHours(3)));

        void Rate(string? visit, string id, string target, DateTimeOffset at, string? refusal)
        {
            var rating = Rating(id, "window", "sv-visits-1", target, "satisfied", at);
            if (visit is not null) rating["visit"] = visit;
            if (refusal is null) year.Ratings.Accepted(rating);
            else year.Ratings.Refused(refusal, rating);
        }
    }

    private static void AddMixedBatch(SampleYear year)
    {
        var at = Local(2025, 6, 16, 14);
        for (var i = 0; i < 2; i++)
        {
            var service = Service($"sv-mixed-{i}", "window", at, at.AddMinutes(30), item: i);
            service["batchId"] = "batch-mixed";
            year.Services.Accepted(service);
        }
        var asBatch = Rating("rt-mixed-0", "window", "sv-mixed-0", "item", "satisfied", at.AddMinutes(40));
        asBatch["scope"] = "batch";
        year.Ratings.Refused("notABatch", asBatch);
        for (var i = 0; i < 2; i++)
            year.Ratings.Accepted(Rating($"rt-mixed-{i + 1}", "window", $"sv-mixed-{i}", "item", i == 0 ? "satisfied" : "dissatisfied", at.AddMinutes(41)), opensCase: i == 1);
    }

    private static void AddBundle(SampleYear year)
    {
        var at = Local(2025, 8, 18, 10);
        for (var i = 0; i < 3; i++)
        {
            var service = Service($"sv-theme-{i}", "online", at, at.AddHours(2), item: i + 4);
            service["themeId"] = "theme-20250818-1";
            year.Services.Accepted(service);
        }
        year.Ratings.Accepted(Overall("rt-theme-0", "sv-theme-0"));
        year.Ratings.Accepted(Rating("rt-theme-1", "sxzwfw", "sv-theme-1", "item", "veryDissatisfied", at.AddHours(4)), opensCase: true);
        year.Ratings.Refused("frequencyExceeded", Overall("rt-theme-2", "sv-theme-2"));
        year.Ratings.Refused("notATheme", Overall("rt-theme-3", "sv-mixed-0"));

        JsonObject Overall(string id, string service)
        {
            var rating = Rating(id, "sxzwfw", service, "item", "satisfied", service == "sv-mixed-0" ? Local(2025, 6, 16, 15) : at.AddHours(3));
            rating["scope"] = "overall";
            return rating;
        }
    }

    private static JsonObject Visit(string id, DateTimeOffset at) => new() { ["id"] = id, ["at"] = At(at), ["staff"] = "AK101" };

    internal static DateTimeOffset Local(int year, int month, int day, int hour, int minute = 0, int second = 0) => new(year, month, day, hour, minute, second, TimeSpan.FromHours(8));
}
