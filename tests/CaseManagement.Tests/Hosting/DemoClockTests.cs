using System.Globalization;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Designer.Blazor.Hosting;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

[Trait("Pace", "Slow")]
public sealed class DemoClockTests
{
    [Fact]
    public async Task A_jump_stops_at_every_due_in_order_and_all_has_happened_when_it_answers()
    {
        var seen = new SeenInstants();
        await using var world = await World.StartAsync(today: "2025-03-03", builder => builder.Services.AddSingleton(seen).AddScoped<IStreamCommandHandler, Note>());
        var start = world.Clock.Now;
        await Plan(world, start.AddDays(3), start.AddDays(1), start.AddDays(2), start.AddDays(9));

        await world.Clock.MoveTo(start.AddDays(4));

        Assert.Equal([start.AddDays(1), start.AddDays(2), start.AddDays(3)], seen);
        Assert.Equal(start.AddDays(4), world.Clock.Now);
    }

    [Fact]
    public async Task The_clock_never_goes_back()
    {
        await using var world = await World.StartAsync();

        var moved = await world.Services.GetRequiredService<DemoClock>().MoveToAsync(world.Clock.Now.AddSeconds(-1), CancellationToken.None);

        Assert.Equal("clockOnlyForward", moved.Refusal?.Code);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59+08:00")]
    [InlineData("2199-12-31T00:00:00+08:00")]
    public async Task An_instant_that_no_calendar_reaches_is_refused_and_the_house_stands(string far)
    {
        await using var world = await World.StartAsync();
        var before = world.Clock.Now;

        var moved = await world.Services.GetRequiredService<DemoClock>().MoveToAsync(DateTimeOffset.Parse(far, CultureInfo.InvariantCulture), CancellationToken.None);

        Assert.Equal("clockTooFar", moved.Refusal?.Code);
        Assert.Equal(before, world.Clock.Now);
    }

    [Fact]
    public async Task The_clock_goes_on_from_where_it_was_moved_after_a_restart()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        await world.Clock.MoveTo("2025-04-01T10:00");

        world.Machine.Advance(TimeSpan.FromHours(2));
        await world.RestartAsync();

        Assert.Equal(new DateTimeOffset(2025, 4, 1, 12, 0, 0, TimeSpan.FromHours(8)), world.Clock.Now);
    }

    [Fact]
    public async Task Whoever_is_signed_in_moves_it_over_http_and_a_stranger_does_not()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var move = new { now = "2025-03-05T09:00:00+08:00" };

        var stranger = await world.Anonymous().PostAsJsonAsync("/api/v1/demo/clock", move);
        var handler = await world.As("ak-handler");
        var moved = await handler.PostAsJsonAsync("/api/v1/demo/clock", move);
        var again = await handler.PostAsJsonAsync("/api/v1/demo/clock", move);

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("2025-03-05T09:00:00+08:00", (await moved.Content.ReadFromJsonAsync<JsonObject>())!["now"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal("demo", (await handler.GetFromJsonAsync<JsonObject>("/api/v1/demo/clock"))!["mode"]!.GetValue<string>());
    }

    private static async Task Plan(World world, params DateTimeOffset[] dues)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await using var transaction = await services.GetRequiredService<StoreDialect>().BeginAsync(services.GetRequiredService<CaseDbContext>(), "s1", CancellationToken.None);
        foreach (var due in dues) services.GetRequiredService<WorkflowQueue>().At(due, "s1", "test.note", [], Cause.System);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private sealed class SeenInstants : ConcurrentQueue<DateTimeOffset>;

    private sealed class Note(SeenInstants seen, TimeProvider clock) : IStreamCommandHandler
    {
        public string Kind => "test.note";

        public Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
        {
            seen.Enqueue(clock.GetUtcNow());
            return Task.CompletedTask;
        }
    }
}
