using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

public sealed class TaskClockTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "TJ-20-2a")]
    public async Task A_task_with_a_clock_of_its_own_counts_by_that_and_not_by_the_case()
    {
        var (channel, rater) = (_world.Channel(), new { kind = "naturalPerson", name = "评价人0001", idNumber = "DEMO00000001", phone = "13800000001", verified = true });
        (await channel.PostAsJsonAsync("/api/v1/services", new
        {
            region = "TJ", externalId = "s", serialNo = "s", item = new { code = "sx-01", name = "食品经营许可" }, mode = "window", unit = "tj-unit-1", place = "政务服务大厅", window = "12",
            startedAt = "2025-03-03T08:00:00+08:00", completedAt = "2025-03-03T08:30:00+08:00", applicant = rater,
        })).EnsureSuccessStatusCode();
        (await channel.PostAsJsonAsync("/api/v1/ratings", new { region = "TJ", channel = "window", externalId = "r", serviceExternalId = "s", target = "item", level = "dissatisfied", text = "跑了三次。", rater })).EnsureSuccessStatusCode();
        await _world.WaitIdle();
        var handler = await _world.ByAsync("tj-handler");
        Assert.Equal(("running", 1), await CountedAsync());

        await _world.Clock.MoveTo("2025-03-06T09:00"); // the call-back was due on the 4th, the case is on the 10th

        Assert.Equal(("overdue", 1), await CountedAsync());

        async Task<(string, int)> CountedAsync()
        {
            var task = Assert.Single((await handler.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=unit"))!["items"]!.AsArray())!;
            Assert.Equal("2025-03-04", (string)task["lastDay"]!);
            return ((string)task["remaining"]!["state"]!, (int)task["remaining"]!["total"]!);
        }
    }
}
