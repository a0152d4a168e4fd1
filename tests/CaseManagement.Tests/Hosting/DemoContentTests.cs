using System.Net;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

[Trait("Pace", "Slow")]
public sealed class DemoContentTests
{
    [Fact]
    public async Task A_demonstration_whose_filling_was_interrupted_is_filled_once_and_shows_every_state()
    {
        await using var world = await World.StartAsync(today: "2025-03-03", filled: true);
        Assert.Equal(HttpStatusCode.OK, (await world.Anonymous().GetAsync("/health/live")).StatusCode);
        await SeenAsync(world, db => db.Ratings.CountAsync(), ratings => ratings >= 20);

        await world.RestartAsync();
        await SeenAsync(world, db => db.Set<Setting>().CountAsync(s => s.Name == "demo.content"), left => left == 0);

        var services = await world.Read(db => db.Set<ServiceMatter>().CountAsync());
        var ratings = await world.Read(db => db.Ratings.Select(r => r.Region + r.ExternalId).ToListAsync());
        var cases = await world.Read(db => db.Cases.ToListAsync());
        Assert.InRange(services, 180, 300); // five weeks around 春节, five places
        Assert.Equal(ratings.Distinct(), ratings);
        Assert.Equal(await world.Read(db => db.Ratings.CountAsync(r => r.Level == "dissatisfied" || r.Level == "veryDissatisfied")), cases.Count);
        Assert.Superset(new HashSet<string> { "dispatch", "verify", "rectify", "reply", "upload" }, cases.Select(c => c.Step).ToHashSet());
        Assert.Contains(cases, c => c.Status == "closed");
        Assert.Contains(cases, c => c.OverdueAt is not null);
        Assert.Empty(await world.Read(db => db.Commands.Where(c => c.FailedAt != null).ToListAsync()));
        Assert.Equal(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8)), world.Clock.Now);
        var audit = await (await world.As("auditor")).GetStringAsync("/api/v1/audit/verify");
        Assert.True((bool)JsonNode.Parse(audit)!["ok"]!);
    }

    // The filling follows no clock of ours: it is looked at until it got there.
    private static async Task SeenAsync(World world, Func<CaseDbContext, Task<int>> count, Func<int, bool> isThere)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!isThere(await world.Read(count))) await look.WaitForNextTickAsync(limit.Token);
    }
}
