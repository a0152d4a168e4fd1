using System.Net;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Designer.Blazor;
using HaoChaPing.Designer.Blazor.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
    public async Task What_the_console_shows_in_demo_mode_ends_with_the_address()
    {
        await using var world = await World.StartAsync();

        var lines = (await Welcome.OfAsync(world.Services, [world.Address.ToString()])).Split(Environment.NewLine);

        Assert.Contains(lines, line => line.Contains("ak-bureau", StringComparison.Ordinal));
        Assert.EndsWith(world.Address.ToString(), lines[^1], StringComparison.Ordinal);
        Assert.False(Routine(world.Services).IsEnabled(LogLevel.Information)); // nothing scrolls it away
        Assert.True(Routine(world.Services).IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public async Task Outside_demo_mode_the_log_tells_the_routine()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-").FullName;
        await using (var app = HaoChaPingHost.Create([$"--HCP_DATA={folder}"])) Assert.True(Routine(app.Services).IsEnabled(LogLevel.Information));

        Directory.Delete(folder, recursive: true);
    }

    private static ILogger Routine(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UploadSender).FullName!);

    [Fact]
    public async Task The_business_clock_starts_where_the_demo_clock_is_set()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");

        Assert.Equal(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8)), world.Clock.Now);
    }
}
