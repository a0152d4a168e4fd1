using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Statistics;
using HaoChaPing.CaseManagement.Tests.Ordinances;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Statistics;

/// <summary>Every figure is what a slow count of the ratings and histories gives, whatever happened: late ratings, invalidations, orders given to another unit, rules that change in the middle of a period (AK-17).</summary>
[Trait("Pace", "Slow")]
public sealed class FigureEqualityTests
{
    private static readonly string[] Levels = ["verySatisfied", "satisfied", "basicallySatisfied", "dissatisfied", "veryDissatisfied"];
    private static readonly string[] Units = ["tj-unit-1", "tj-unit-2", "tj-bureau"];

    [Fact]
    [Trait("Clause", "AK-17"), Trait("Clause", "X-INV-1"), Trait("Clause", "TJ-23-c"), Trait("Clause", "TJ-23-d"), Trait("Clause", "TJ-23-6")]
    public async Task Every_figure_equals_the_slow_count_after_random_histories()
    {
        await using var world = await World.StartAsync("2025-06-02");
        var admin = await world.ByAsync("admin");
        var changed = Law.Pack("TJ");
        changed["scoring"]!["composite"]!["weights"]!.AsArray().Add(new JsonObject { ["effectiveFrom"] = "2025-03-16", ["quality"] = "0.40", ["activeRate"] = "0.10", ["rectification"] = "0.25", ["visitSatisfaction"] = "0.25" });
        changed["rating"]!["levels"]![2]!["score"] = 7;
        var draft = await admin.PutAsJsonAsync("/api/v1/ordinances/TJ/draft", changed);
        Assert.True(draft.IsSuccessStatusCode, await draft.Content.ReadAsStringAsync());
        var published = await admin.PostAsJsonAsync("/api/v1/ordinances/TJ/publish", new { effectiveFrom = "2025-06-02" });
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var versions = world.Services.GetRequiredService<OrdinanceCatalog>().All.Where(v => v.Ordinance.Code == "TJ").Select(v => v.Ordinance.Version).ToArray();
        Assert.Equal(2, versions.Length);

        foreach (var seed in new[] { 1, 2 })
            await LiveAsync(world, new Random(seed), seed, versions);
        await SameAsync(world);

        // Folding, and making everything anew, changes no figure.
        await using (var scope = world.Services.CreateAsyncScope()) Assert.True(await scope.ServiceProvider.GetRequiredService<FigureFold>().RunBatchAsync(1, CancellationToken.None));
        Assert.Equal(0, await world.Read(db => db.Set<FigureChange>().CountAsync()));
        await SameAsync(world);
        await LiveAsync(world, new Random(3), 3, versions);
        var rebuilt = (await world.Send(new RebuildFigures(), "auditor")).Value!;
        Assert.Equal((0, null), (rebuilt.Differences, rebuilt.First));
        await SameAsync(world);

        // A figure that somebody bent is found and put right.
        await world.Read(db => db.Set<Figure>().Where(f => f.Dimension == "unit" && f.Grain == "month" && f.Standing == "adopted").OrderBy(f => f.Unit).ThenBy(f => f.Level).Take(1).ExecuteUpdateAsync(set => set.SetProperty(f => f.Ratings, f => f.Ratings + 1)));
        Assert.Equal(1, (await world.Send(new RebuildFigures(), "auditor")).Value!.Differences);
        Assert.Equal(0, (await world.Send(new RebuildFigures(), "auditor")).Value!.Differences);
    }

    /// <summary>Writes ratings and histories at random, saved in parcels of random size, some of which are given up half-way.</summary>
    private static async Task LiveAsync(World world, Random random, int seed, string[] versions)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var store = scope.ServiceProvider.GetRequiredService<StoreDialect>();
        List<Guid> ratings = [];
        List<string> cases = [];
        for (var parcel = 0; parcel < 12; parcel++)
        {
            await using var transaction = await store.BeginAsync(db, null, CancellationToken.None);
            for (var act = random.Next(3, 15); act > 0; act--)
            {
                if (ratings.Count == 0 || random.Next(2) == 0) ratings.Add(Rate(db, random, $"{seed}-{parcel}-{act}", versions, cases));
                else await ChangeAsync(db, random, ratings[random.Next(ratings.Count)], cases);
                if (random.Next(4) == 0) await db.SaveChangesAsync();
            }
            var kept = random.Next(5) > 0;
            if (kept) await transaction.CommitAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            if (!kept) (ratings, cases) = ([.. await world.Read(d => d.Ratings.Select(r => r.Id).ToListAsync())], [.. await world.Read(d => d.Cases.Select(c => c.Number).ToListAsync())]);
        }
    }

    private static Guid Rate(CaseDbContext db, Random random, string id, string[] versions, List<string> cases)
    {
        var at = new DateTimeOffset(2025, random.Next(2, 5), random.Next(1, 28), random.Next(24), random.Next(60), 0, TimeSpan.Zero);
        var (level, unit) = (Levels[random.Next(5)], Units[random.Next(3)]);
        var service = new ServiceMatter
        {
            Id = Guid.CreateVersion7(), Region = "TJ", ExternalId = id, ItemCode = $"i{random.Next(3)}", ItemName = $"事项{random.Next(2)}", Kind = "matter", Mode = "window", UnitCode = unit, UnitPath = PathOf(unit), Place = $"大厅{random.Next(2)}",
            Staff = $"s{random.Next(3)}", StartedAt = at.AddHours(-2), CompletedAt = at.AddHours(-1), Visits = "[]", ReceivedAt = at, RatedAt = random.Next(2) == 0 ? at : null,
        };
        db.Add(service);
        var timeout = random.Next(6) == 0;
        var rating = new Rating
        {
            Id = Guid.CreateVersion7(), Region = "TJ", Channel = random.Next(2) == 0 ? "window" : "web", ExternalId = id, ServiceId = service.Id, UnitCode = unit, UnitPath = PathOf(unit), Target = timeout ? "item" : new[] { "item", "staff", "both", "platform" }[random.Next(4)],
            Scope = "single", Level = timeout ? "unrated" : level, Reasons = "[]", Public = true, RaterKind = "anonymous", RatedAt = at, ReceivedAt = at, Status = timeout ? "unrated" : "adopted", Reason = timeout ? "timeout" : null,
            Source = timeout || random.Next(8) == 0 ? "default" : "rater", PackVersion = versions[random.Next(versions.Length)], CountsAs = random.Next(0, 4), SpreadTo = null,
        };
        if (!timeout && rating.Target == "staff" && random.Next(3) == 0) rating.SpreadTo = "item";
        db.Add(rating);
        if (timeout || level is not ("dissatisfied" or "veryDissatisfied")) return rating.Id;
        var number = $"TJ{id}";
        rating.CaseNumber = number;
        db.Add(new Case
        {
            Number = number, Region = "TJ", RatingId = rating.Id, Subject = "", Quote = "", Level = level, Cause = "service", UnitCode = unit, UnitPath = PathOf(unit), Status = "open", Step = "verify", OpenedAt = at, PackCode = "TJ", PackVersion = rating.PackVersion,
            InstanceId = number, DefinitionId = "closed-loop",
        });
        Tell(db, number, 1, "caseOpened", new JsonObject());
        cases.Add(number);
        return rating.Id;
    }

    private static async Task ChangeAsync(CaseDbContext db, Random random, Guid id, List<string> cases)
    {
        if (await db.Ratings.FindAsync(id) is not { } rating) return;
        switch (random.Next(4))
        {
            case 0 when rating.Source == "default": (rating.Status, rating.Reason) = ("notAdopted", "replaced"); break; // the rating came after all
            case 0: (rating.Status, rating.Reason) = (random.Next(3) == 0 ? "notAdopted" : "unrated", "invalidated"); break;
            case 1 when rating.Status != "unrated" && rating.Source != "default": (rating.Status, rating.Reason) = ("adopted", null); break;
            case 1: rating.CountsAs = random.Next(0, 4); break;
            case 2: rating.SpreadTo = null; break;
            default:
                if (cases.Count == 0) break;
                var number = cases[random.Next(cases.Count)];
                var seq = 1 + Math.Max(await db.CaseEvents.Where(e => e.CaseNumber == number).MaxAsync(e => (long?)e.Seq) ?? 0, db.CaseEvents.Local.Where(e => e.CaseNumber == number).Select(e => e.Seq).DefaultIfEmpty().Max());
                var (type, data) = random.Next(5) switch
                {
                    0 => ("reassigned", new JsonObject { ["from"] = "?", ["to"] = Units[random.Next(3)] }),
                    1 => ("stepReopened", new JsonObject { ["step"] = "rectify" }),
                    2 => ("followedUp", new JsonObject { ["outcome"] = random.Next(2) == 0 ? "satisfied" : "dissatisfied" }),
                    _ => ("stepDone", new JsonObject { ["step"] = random.Next(4) == 0 ? "verify" : "rectify" }),
                };
                Tell(db, number, seq, type, data);
                break;
        }
    }

    private static void Tell(CaseDbContext db, string number, long seq, string type, JsonObject data) => db.Add(new CaseEvent
    {
        CaseNumber = number, Seq = seq, At = DateTimeOffset.UnixEpoch, Actor = "x", ActorName = "x", Role = "x", Unit = "x", Type = type, Data = data.ToJsonString(), PreviousHash = "", Hash = $"{number}-{seq}",
    });

    private static string PathOf(string unit) => unit == "tj-unit-2" ? "/tj/tj-county-1/tj-unit-2/" : $"/tj/{unit}/";

    private static async Task SameAsync(World world)
    {
        var auditor = await world.ByAsync("auditor");
        var catalog = world.Services.GetRequiredService<OrdinanceCatalog>();
        var slow = new SlowFigures(
            await world.Read(db => db.Ratings.AsNoTracking().ToListAsync()), await world.Read(db => db.CaseEvents.AsNoTracking().ToListAsync()),
            await world.Read(db => db.Set<ServiceMatter>().AsNoTracking().ToDictionaryAsync(s => s.Id)), version => catalog.Get("TJ", version).Raw);
        foreach (var (from, to) in new[] { ("2025-02-11", "2025-04-20"), ("2025-03-01", "2025-03-31") })
        foreach (var (by, key) in new (string, Func<SlowFigures.Seen, string>)[]
        {
            ("unit", s => s.Unit), ("item", s => s.Item), ("staff", s => s.Staff), ("channel", s => s.Rating.Channel), ("hall", s => s.Hall), ("level", s => s.Rating.Level), ("month", s => $"{s.Day:yyyy-MM}"), ("day", s => $"{s.Day:yyyy-MM-dd}"), ("year", s => $"{s.Day:yyyy}"),
        })
        {
            var answer = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/statistics?ordinance=TJ&from={from}&to={to}&by={by}"))!;
            var seen = slow.Between("TJ", Day(from), Day(to));
            Same(seen, answer["total"]!, $"{from} {to} total");
            var rows = answer["rows"]!.AsArray().ToDictionary(r => (string)r!["key"]!, r => r!);
            foreach (var group in seen.GroupBy(key)) Same([.. group], rows[group.Key], $"{from} {to} {by} {group.Key}");
            Assert.All(rows.Keys.Except(seen.Select(key)), k => Assert.Equal(0, (long)rows[k]["counts"]!["ratings"]! + (long)rows[k]["counts"]!["invalidated"]! + (long)rows[k]["counts"]!["unrated"]!));
        }
        foreach (var (period, weights) in new (string, decimal[])[] { ("2025-02", [0.30m, 0.15m, 0.30m, 0.25m]), ("2025-03", [0.30m, 0.15m, 0.30m, 0.25m]), ("2025", [0.40m, 0.10m, 0.25m, 0.25m]), ("2025Q2", [0.40m, 0.10m, 0.25m, 0.25m]) })
        {
            var ranking = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/statistics/ranking?ordinance=TJ&period={period}&dimension=staff"))!;
            var seen = slow.Between("TJ", Day((string)ranking["from"]!), Day((string)ranking["to"]!));
            Assert.True(SlowFigures.Composite(seen, weights[0], weights[1], weights[2], weights[3]) == (string?)ranking["total"]!["score"]!["value"], $"{SlowFigures.Composite(seen, weights[0], weights[1], weights[2], weights[3])} {ranking["period"]} {ranking["version"]} {ranking["total"]!.ToJsonString()}");
            foreach (var row in ranking["rows"]!.AsArray())
                Assert.Equal(SlowFigures.Composite([.. seen.Where(s => s.Staff == (string)row!["key"]!)], weights[0], weights[1], weights[2], weights[3]), (string?)row!["score"]!["value"]);
            var scores = ranking["rows"]!.AsArray().Where(r => r!["place"] is not null).Select(r => ((int)r!["place"]!, decimal.Parse((string)r["score"]!["value"]!, System.Globalization.CultureInfo.InvariantCulture))).ToList();
            Assert.All(scores, s => Assert.Equal(1 + scores.Count(o => o.Item2 > s.Item2), s.Item1));
        }
    }

    private static void Same(IReadOnlyList<SlowFigures.Seen> seen, JsonNode row, string where)
    {
        var c = row["counts"]!;
        long Sum(Func<SlowFigures.Seen, bool> of) => seen.Where(of).Sum(s => (long)s.Rating.CountsAs);
        var bad = Sum(s => s.Given && s.Bad);
        Assert.True(
            ((long)c["ratings"]!, (long)c["defaults"]!, (long)c["unrated"]!, (long)c["setAside"]!, (long)c["good"]!, (long)c["bad"]!, (long)c["validBad"]!, (long)c["rectified"]!, (long)c["visitedSatisfied"]!, (long)c["invalidated"]!)
            == (Sum(s => s.Given), Sum(s => s.InLevels && !s.Given), Sum(s => s.Rating is { Status: "unrated", Reason: "timeout" }), Sum(s => s.Rating is { Status: "unrated", Reason: "invalidated" }),
                Sum(s => s.InLevels && !s.Bad), Sum(s => s.InLevels && s.Bad), bad, Sum(s => s.Given && s.Bad && s.Rectified), Sum(s => s.Given && s.Bad && s.Satisfied), seen.LongCount(s => s.Rating is { Status: "notAdopted", Reason: "invalidated" })),
            $"{where}: {c.ToJsonString()}");
        foreach (var level in Levels) Assert.Equal(Sum(s => s.InLevels && s.Rating.Level == level), (long?)c["levels"]![level] ?? 0);
        var all = Sum(s => s.InLevels) + Sum(s => s.Rating.Status == "unrated");
        Assert.Equal(SlowFigures.Percent(Sum(s => s.InLevels && !s.Bad), all), (string?)row["rates"]!["good"]!["value"]);
        Assert.Equal(SlowFigures.Percent(Sum(s => s.Rating.Status == "unrated"), all), (string?)row["rates"]!["unrated"]!["value"]);
        Assert.Equal(SlowFigures.Percent(Sum(s => s.Given && s.Bad && s.Rectified), bad), (string?)row["rates"]!["rectification"]!["value"]);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
