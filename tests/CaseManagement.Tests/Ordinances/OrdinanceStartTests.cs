using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public sealed class OrdinanceStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-definitions-").FullName;

    public OrdinanceStartTests()
    {
        foreach (var file in Directory.EnumerateFiles(Law.Definitions, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(Law.Definitions, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Clause", "X-CAL-4")]
    public async Task A_new_notice_recomputes_what_was_provisional_and_says_so_once()
    {
        await using var world = await World.StartAsync("2026-12-28");
        await DeadlineDeskTests.Case(world, "AK20261228000001");
        await DeadlineDeskTests.InCase(world, "AK20261228000001", (desk, @case, _) => desk.StartCaseClockAsync(@case, "case.simple", world.Clock.Now, CancellationToken.None));
        var before = await world.Read(db => db.Deadlines.AsNoTracking().SingleAsync());

        Write("calendars/2027.json", """{"year":2027,"papers":["https://www.gov.cn/2027"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-04","isOffDay":true}]}""");
        await Import(world);
        await world.WaitIdle();
        await Import(world);
        await world.WaitIdle();

        var after = await world.Read(db => db.Deadlines.AsNoTracking().SingleAsync());
        Assert.Equal((Law.Instant("2027-01-05 24:00"), true), (before.DueAt, before.Provisional));
        Assert.Equal((Law.Instant("2027-01-06 24:00"), false), (after.DueAt, after.Provisional));
        var entry = JsonNode.Parse(await world.Read(db => db.CaseEvents.Where(e => e.Type == "deadlineRecomputed").Select(e => e.Data).SingleAsync()))!;
        Assert.Equal(("calendarImported", "2027-01-06T00:00:00+08:00", "2027-01-07T00:00:00+08:00"),
            (entry["reason"]!.GetValue<string>(), entry["old"]!["due"]!.GetValue<string>(), entry["new"]!["due"]!.GetValue<string>()));
    }

    [Fact]
    [Trait("Clause", "X-CLK-8"), Trait("Clause", "AK-24")]
    public async Task A_new_version_is_for_new_cases_only()
    {
        await using var world = await World.StartAsync();
        await DeadlineDeskTests.Case(world, "AK20250303000001");

        ChangePack(pack => (pack["meta"]!["version"], pack["timers"]!["case.general"]!["limit"]!["amount"]) = ("1.1.0", 8));
        await Import(world);
        await DeadlineDeskTests.InCase(world, "AK20250303000001", (desk, @case, _) => desk.StartCaseClockAsync(@case, "case.general", world.Clock.Now, CancellationToken.None));

        var catalog = world.Services.GetRequiredService<OrdinanceCatalog>();
        Assert.Equal((10, 8), (Limit(catalog.Get("AK", "1.0.0")), Limit(catalog.InForce("AK", Law.Day("2025-03-03"))!)));
        Assert.Equal(Law.Day("2025-03-17"), (await world.Read(db => db.Deadlines.SingleAsync())).LastDay);
    }

    [Fact]
    [Trait("Clause", "X-CLK-8")]
    public async Task A_published_version_cannot_be_changed_behind_its_back()
    {
        await using var world = await World.StartAsync();
        ChangePack(pack => pack["timers"]!["case.general"]!["limit"]!["amount"] = 30);

        var refused = await Assert.ThrowsAsync<RefusedStartException>(() => Import(world));

        Assert.Contains("meta.version", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, Limit(world.Services.GetRequiredService<OrdinanceCatalog>().Current("AK")!));
    }

    [Fact]
    [Trait("Clause", "X-PACK-1")]
    public async Task A_faulty_pack_is_refused_with_the_places_of_its_faults()
    {
        await using var world = await World.StartAsync();
        ChangePack(pack => (pack["meta"]!["version"], pack["counting"]!["dayEnd"], pack["colour"]) = ("1.1.0", "noon", "red"));

        var refused = await Assert.ThrowsAsync<RefusedStartException>(() => Import(world));

        Assert.Contains("/counting/dayEnd", refused.Message, StringComparison.Ordinal);
        Assert.Contains("/colour", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await world.Read(db => db.Set<PackVersion>().CountAsync()));
    }

    [Fact]
    [Trait("Clause", "X-PACK-2"), Trait("Clause", "AK-25/26")]
    public async Task Outside_the_demonstration_nothing_is_in_force_that_the_ordinance_leaves_open()
    {
        await using var world = await World.StartAsync();
        ChangePack(pack => pack["meta"]!["version"] = "2.0.0");

        await Import(world, demo: false);

        var catalog = world.Services.GetRequiredService<OrdinanceCatalog>();
        var open = catalog.All.Single(p => p.Ordinance.Version == "2.0.0");
        Assert.Null(open.InForceFrom);
        Assert.Contains("/timers/appeal.review", open.Unconfirmed);
        Assert.Equal("1.0.0", catalog.InForce("AK", Law.Day("2025-03-03"))!.Version);
        Assert.Equal("1.0.0", catalog.Current("AK")!.Version);
    }

    [Fact]
    [Trait("Clause", "X-PACK-2")]
    public async Task The_demonstration_confirms_by_recorded_acts()
    {
        await using var world = await World.StartAsync();

        var acts = await world.Read(db => db.Set<PackConfirmation>().ToListAsync());

        Assert.Equal(OpenPoints.Of(Law.AkPack()).Order(), acts.Select(a => a.Pointer).Order());
        Assert.All(acts, a => Assert.Equal("demo", a.ConfirmedBy));
    }

    private static int Limit(Ordinance ordinance) => ordinance.Timer("case.general").Limit!.Amount;

    private void Write(string path, string content) => File.WriteAllText(Path.Combine(_folder, path), content);

    private void ChangePack(Action<JsonObject> change)
    {
        var pack = Law.AkPack();
        change(pack);
        Write("ordinances/ak/pack.json", pack.ToJsonString());
    }

    private async Task Import(World world, bool demo = true)
    {
        await using var scope = world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrdinanceStart>().RunAsync(_folder, demo, CancellationToken.None);
    }
}
