using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>A channel's key delivers for its own place and channel, and for no other.</summary>
public sealed class ChannelKeyTests
{
    private static readonly DateTimeOffset Morning = Local(2025, 3, 3, 8);

    [Fact, Trait("Clause", "X-WF-2")]
    public async Task A_key_of_another_place_is_refused_and_the_attempt_is_recorded()
    {
        await using var world = await World.StartAsync();
        using var foreign = await Key(world, "/tj/", channel: null);

        var answer = await foreign.PostAsJsonAsync("/api/v1/services", Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));

        Assert.Equal("regionNotAllowed", await answer.CodeAsync());
        Assert.Equal(("submitIntake", "AK"), await world.Read(db => db.Set<AccessLogEntry>().Select(e => new ValueTuple<string, string>(e.Act, e.Subject)).SingleAsync()));
    }

    [Fact]
    public async Task A_key_of_one_channel_delivers_ratings_of_that_channel_only()
    {
        await using var world = await World.StartAsync();
        await world.Channel().PostAsJsonAsync("/api/v1/services", Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));
        using var sms = await Key(world, "/ak/", channel: "sms");

        var other = await sms.PostAsJsonAsync("/api/v1/ratings", Rating("r-1", "window", "sv-0-1", "item", "satisfied", Morning.AddMinutes(30)));
        var own = await sms.PostAsJsonAsync("/api/v1/ratings", Rating("r-1", "sms", "sv-0-1", "item", "satisfied", Morning.AddMinutes(30)));

        Assert.Equal("channelNotAllowed", await other.CodeAsync());
        Assert.True(own.IsSuccessStatusCode, await own.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_key_of_one_unit_does_not_deliver_for_its_neighbour()
    {
        await using var world = await World.StartAsync();
        using var county = await Key(world, "/ak/ak-county-1/", channel: null);

        var neighbour = await county.PostAsJsonAsync("/api/v1/services", Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0, "ak-unit-1"));
        var own = await county.PostAsJsonAsync("/api/v1/services", Service("sv-0-2", "window", Morning, Morning.AddMinutes(20), 0, "ak-unit-2"));

        Assert.Equal("regionNotAllowed", await neighbour.CodeAsync());
        Assert.True(own.IsSuccessStatusCode, await own.Content.ReadAsStringAsync());
    }

    private static async Task<HttpClient> Key(World world, string unitPath, string? channel)
    {
        const string secret = "a-key-of-a-test";
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            var db = services.GetRequiredService<CaseDbContext>();
            await using var transaction = await services.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
            db.Add(new ApiKey
            {
                Id = Guid.CreateVersion7(), Name = "某渠道", Hash = ApiKey.HashOf(services.GetRequiredService<PersonalData>(), secret), Scopes = Acts.SubmitIntake,
                UnitPath = unitPath, Channel = channel, CreatedAt = world.Clock.Now,
            });
            await transaction.CommitAsync(CancellationToken.None);
        }
        var client = world.Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", secret);
        return client;
    }
}
