using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

/// <summary>A whole house at work at the same moment.</summary>
[Trait("Store", "Both")]
[Trait("Pace", "Slow")]
public sealed class ParallelTests
{
    private const int Cases = 200;

    [Fact]
    public async Task Two_hundred_tasks_completed_at_once_all_advance_once_and_a_second_completion_is_a_conflict()
    {
        await using var world = await World.StartAsync();
        await OpenAsync(world);
        var tasks = await world.Read(db => db.Tasks.Where(t => t.Status == "open").Select(t => t.Id).ToListAsync());
        await world.ByAsync("ak-bureau");

        var first = await Task.WhenAll(tasks.Select(task => world.TryCompleteAsync("ak-bureau", task, "dispatched", Handling.Filled(world, "dispatch"))));
        await world.WaitIdle();
        var second = await Task.WhenAll(tasks.Select(task => world.TryCompleteAsync("ak-bureau", task, "dispatched", Handling.Filled(world, "dispatch"))));

        Assert.Equal(Cases, tasks.Count);
        Assert.All(first, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(second, answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var next = await world.Read(db => db.Tasks.Where(t => t.Status == "open").Select(t => new { t.CaseNumber, t.Kind }).ToListAsync());
        Assert.Equal(Cases, next.Select(t => t.CaseNumber).Distinct().Count());
        Assert.All(next, task => Assert.Equal("verify", task.Kind));
        Assert.Equal(Cases, next.Count);
        Assert.Equal(Cases, await world.Read(db => db.CaseEvents.CountAsync(e => e.Type == "taskCompleted")));
        Assert.Equal(0, await world.Read(db => db.Commands.CountAsync(c => c.FailedAt != null || !c.IsPlanned)));
        Assert.True((bool)(await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>("/api/v1/audit/verify"))!["ok"]!);
    }

    [Fact]
    public async Task Ratings_that_come_in_at_once_open_cases_with_numbers_in_a_row()
    {
        await using var world = await World.StartAsync();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.BadRatingAsync(id: $"{i}")));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"AK20250303{n:D6}"), numbers.Order(StringComparer.Ordinal));
    }

    private static async Task OpenAsync(World world)
    {
        var channel = world.Channel();
        var (started, now) = (world.Clock.Now.AddHours(-2), world.Clock.Now);
        var services = Enumerable.Range(0, Cases).Select(i => new
        {
            region = "AK", externalId = $"svc-{i}", serialNo = $"SN-{i}", item = new { code = "spjy", name = "食品经营许可（新办）" }, kind = "matter", mode = "window",
            unit = Handling.CityUnit, place = "安康市政务服务大厅", window = "12", startedAt = started, completedAt = now.AddHours(-1),
        });
        var ratings = Enumerable.Range(0, Cases).Select(i => new
        {
            region = "AK", channel = "window", externalId = $"r-{i}", serviceExternalId = $"svc-{i}", target = "item", scope = "single", level = "dissatisfied",
            reasons = new[] { new { text = "未在承诺时间内办结" } }, text = "跑了三次。", @public = true, ratedAt = now,
        });
        await SendAsync(channel, "/api/v1/services/bulk", services);
        await SendAsync(channel, "/api/v1/ratings/bulk", ratings);
        await world.WaitIdle();
    }

    private static async Task SendAsync<T>(HttpClient channel, string address, IEnumerable<T> lines)
    {
        using var body = new StringContent(string.Join('\n', lines.Select(line => JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(line))!.ToJsonString())));
        body.Headers.ContentType = new("application/x-ndjson");
        var answer = await channel.PostAsync(address, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
