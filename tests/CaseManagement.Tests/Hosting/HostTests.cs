using System.Net;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task A_started_host_is_alive_and_ready_and_describes_its_api()
    {
        await using var world = await World.StartAsync();
        using var client = world.Anonymous();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Contains("\"/health/ready\"", await client.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_business_clock_starts_where_the_demo_clock_is_set()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");

        Assert.Equal(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8)), world.Clock.Now);
    }
}
