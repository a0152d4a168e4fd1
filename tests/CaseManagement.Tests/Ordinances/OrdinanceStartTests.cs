using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

[Trait("Pace", "Slow")]
public sealed class OrdinanceStartTests : IDisposable
{
    private readonly string _folder = Law.CopyTo(Directory.CreateTempSubdirectory("haochaping-definitions-").FullName);

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

        await Import(world);

        var fault = Assert.Single(Catalog(world).Faults);
        Assert.Equal(("ordinances/ak/pack.json", "/meta/version"), (fault.File, Assert.Single(fault.Errors).Pointer));
        Assert.Equal(10, Limit(Catalog(world).Current("AK")!));
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData("ordinances/ak/pack.json", "{ \"meta\": ", "")]
    [InlineData("ordinances/ak/pack.json", "[]", "")]
    [InlineData("ordinances/ak/pack.json", "{ \"meta\": {}, \"meta\": {} }", "")]
    [InlineData("ordinances/ak/clauses.json", "{ \"clauses\": [ { \"text\": 5 } ] }", "/clauses/0/text")]
    [InlineData("calendars/2026.json", "{ \"year\": 2026, \"days\": [ { \"name\": \"元旦\", \"date\": \"2026-13-01\", \"isOffDay\": true } ] }", "/days/0/date")]
    [InlineData("calendars/statutory.json", "{ \"days\": [ { \"month\": 13, \"day\": 1, \"name\": \"元旦\" } ] }", "/days/0/month")]
    [InlineData("indicators/tianjin-indicators.json", "{ \"sets\": [ { \"target\": \"item\" } ] }", "/sets")]
    public async Task A_spoilt_file_is_named_and_the_server_runs_on_as_before(string file, string content, string pointer)
    {
        await using var world = await World.StartAsync();
        Write(file, content);

        await Import(world);

        var fault = Assert.Single(Catalog(world).Faults);
        Assert.Equal((file, pointer), (fault.File, fault.Errors[0].Pointer));
        Assert.Equal("2025-03-17", $"{Law.Compute(Catalog(world).Current("AK")!, "case.general", "2025-03-03 10:00").LastDay:yyyy-MM-dd}");
        Assert.NotNull(Catalog(world).Indicators("tianjin-indicators"));
    }

    [Fact]
    [Trait("Clause", "X-PACK-1")]
    public async Task A_faulty_pack_is_left_out_with_the_places_of_its_faults()
    {
        await using var world = await World.StartAsync();
        ChangePack(pack => (pack["meta"]!["version"], pack["counting"]!["dayEnd"], pack["colour"]) = ("1.1.0", "noon", "red"));

        await Import(world);

        var fault = Assert.Single(Catalog(world).Faults);
        Assert.Equal(["/colour", "/counting/dayEnd"], fault.Errors.Select(e => e.Pointer).Order());
        Assert.Equal("AK", fault.Place);
        Assert.Equal("1.0.0", Catalog(world).Current("AK")!.Version);
    }

    [Fact]
    [Trait("Clause", "X-PACK-1")]
    public async Task A_pack_is_left_out_when_its_workflows_do_not_fit_it()
    {
        await using var world = await World.StartAsync();
        var flow = Law.Json("workflows", "closed-loop.json");
        (flow["id"], flow["definitionId"], flow["name"]) = ("ak-loop-v1", "ak-loop", "安康办理");
        var reply = flow["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == "reply")!;
        foreach (var (input, value) in new[] { ("role", "nobody"), ("form", "nothing"), ("timer", "case.quick") })
            reply[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        Directory.CreateDirectory(Path.Combine(_folder, "ordinances/ak/workflows"));
        Write("ordinances/ak/workflows/ak-loop.json", flow.ToJsonString());
        ChangePack(pack => (pack["meta"]!["version"], pack["case"]!["workflow"], pack["case"]!["extension"]!["workflow"]) = ("1.1.0", "ak-loop", "closed-loop"));

        await Import(world);

        var errors = Assert.Single(Catalog(world).Faults).Errors;
        Assert.Equal(["/case/workflow", "/case/workflow", "/case/workflow", "/case/extension/workflow"], errors.Select(e => e.Pointer));
        foreach (var (name, error) in new[] { "nobody", "case.quick", "nothing", "closed-loop" }.Zip(errors)) Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal("1.0.0", Catalog(world).Current("AK")!.Version);
    }

    [Fact]
    public async Task A_file_put_right_is_taken_in_at_the_next_start()
    {
        await using var world = await World.StartAsync();
        ChangePack(pack => pack["timers"]!["case.general"]!["limit"]!["amount"] = 8);
        await Import(world);

        ChangePack(pack => (pack["meta"]!["version"], pack["timers"]!["case.general"]!["limit"]!["amount"]) = ("1.0.1", 8));
        await Import(world);

        Assert.Empty(Catalog(world).Faults);
        Assert.Equal(("1.0.1", 8), (Catalog(world).Current("AK")!.Version, Limit(Catalog(world).Current("AK")!)));
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

    [Theory]
    [Trait("Clause", "X-PACK-2"), Trait("Clause", "SP-0"), Trait("Clause", "GD-22/23"), Trait("Clause", "TJ-27/28"), Trait("Clause", "YS-16/17")]
    [InlineData("SP"), InlineData("AK"), InlineData("GD"), InlineData("TJ"), InlineData("YS")]
    public async Task The_demonstration_confirms_by_recorded_acts_so_that_the_place_runs(string code)
    {
        await using var world = await World.StartAsync();

        var acts = await world.Read(db => db.Set<PackConfirmation>().Where(c => c.Code == code).ToListAsync());

        Assert.Equal(OpenPoints.Of(Law.Pack(code)).Order(), acts.Select(a => a.Pointer).Order());
        Assert.All(acts, a => Assert.Equal("demo", a.ConfirmedBy));
        Assert.NotNull(Catalog(world).InForce(code, Law.Day("2025-03-03")));
    }

    private static OrdinanceCatalog Catalog(World world) => world.Services.GetRequiredService<OrdinanceCatalog>();

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
