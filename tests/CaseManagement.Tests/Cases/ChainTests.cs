using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

[Trait("Pace", "Slow")]
public sealed class ChainTests
{
    [Fact, Trait("Store", "Both"), Trait("Clause", "AK-19a")]
    public async Task Untouched_histories_verify()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("reply");

        var report = await VerifyAsync(world);

        Assert.True((bool)report["ok"]!);
        Assert.Equal((1, (await world.EventsAsync(number)).Count), ((int)report["cases"]!, (int)report["events"]!));
    }

    [Theory, Trait("Clause", "AK-19a"), Trait("Clause", "X-AUD-1")]
    [InlineData("""UPDATE "CaseEvents" SET "Data" = replace("Data", 'general', 'simple') WHERE "Type" = 'classified'""")]
    [InlineData("""UPDATE "CaseEvents" SET "Actor" = 'nobody' WHERE "Type" = 'classified'""")]
    [InlineData("""UPDATE "CaseEvents" SET "At" = "At" + 1 WHERE "Type" = 'classified'""")]
    [InlineData("""DELETE FROM "CaseEvents" WHERE "Type" = 'classified'""")]
    public async Task An_altered_event_is_found_by_case_and_number(string tampering)
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("reply");
        var seq = (long)(await world.EventsAsync(number)).Single(e => (string)e["type"]! == "classified")["seq"]!;

        await ExecuteAsync(world, tampering);
        var report = await VerifyAsync(world);

        Assert.False((bool)report["ok"]!);
        Assert.Equal((number, seq), ((string?)report["broken"]!["caseNumber"], (long)report["broken"]!["seq"]!));
    }

    [Theory, Trait("Clause", "X-AUD-1")]
    [InlineData("""DELETE FROM "CaseEvents" WHERE "Seq" = (SELECT max("Seq") FROM "CaseEvents")""")]
    [InlineData("""DELETE FROM "Cases" """)]
    public async Task A_history_cut_short_or_without_its_case_is_found(string tampering)
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");

        await ExecuteAsync(world, tampering);
        var report = await VerifyAsync(world);

        Assert.Equal((false, number), ((bool)report["ok"]!, (string?)report["broken"]!["caseNumber"]));
    }

    [Fact]
    public async Task Only_who_audits_may_walk_the_chains()
    {
        await using var world = await World.StartAsync();

        var answer = await (await world.ByAsync("ak-handler")).GetAsync("/api/v1/audit/verify");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<JsonObject> VerifyAsync(World world) => (await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>("/api/v1/audit/verify"))!;

    // Somebody with access to the database, not to the application.
    private static async Task ExecuteAsync(World world, string sql) => Assert.NotEqual(0, await world.Read(db => db.Database.ExecuteSqlRawAsync(sql)));
}
