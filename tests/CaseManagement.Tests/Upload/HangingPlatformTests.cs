using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Upload;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Upload;

/// <summary>A platform that does not answer one message must not keep the others waiting.</summary>
public sealed class HangingPlatformTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync(adjust: builder =>
    {
        (builder.Configuration["Upload:Timeout"], builder.Configuration["Upload:Delays:0"]) = ("00:10:00", "00:00:10");
        World.SendsWhenTold(builder);
    });

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "AK-5-1b")]
    public async Task While_one_message_hangs_the_others_are_delivered_and_each_is_kept_once()
    {
        for (var i = 0; i < 6; i++) await _world.BadRatingUpToAsync("upload", id: $"{i}");
        await Tell("timeout", 1);
        using var patience = new CancellationTokenSource();

        var sending = Sender.SendDueAsync(patience.Token);
        await UntilAsync(items => items.Count(i => i.Status == "accepted") == 5);

        Assert.False(sending.IsCompleted);
        Assert.Equal(0, Assert.Single(await Items(), i => i.Status == "queued").Attempts);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await Sender.SendDueAsync(CancellationToken.None);
        await _world.WaitIdle();
        Assert.All(await Items(), item => Assert.Equal("accepted", item.Status));
        Assert.Equal(6, (await _world.UpperPlatform().GetFromJsonAsync<JsonArray>("/items"))!.Select(i => (string)i!["key"]!).Distinct().Count());
        Assert.Equal(6, await _world.Read(db => db.Cases.CountAsync(c => c.Status == "closed")));
    }

    [Fact]
    public async Task The_next_attempt_is_shown_in_business_time_and_waits_for_the_machines_clock()
    {
        var number = await _world.BadRatingUpToAsync("upload");
        await Tell("fail", 1);
        await Sender.SendDueAsync(CancellationToken.None);
        Assert.Equal(_world.Clock.Now.AddSeconds(10), await NextAttemptAsync(number));

        await _world.Clock.MoveTo("2025-03-20T09:00");
        Assert.Equal(_world.Clock.Now.AddSeconds(10), await NextAttemptAsync(number));
        Assert.Equal(0, await Sender.SendDueAsync(CancellationToken.None));

        _world.Machine.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await Sender.SendDueAsync(CancellationToken.None));
    }

    private UploadSender Sender => _world.Services.GetRequiredService<UploadSender>();

    private async Task<DateTimeOffset> NextAttemptAsync(string number) => (DateTimeOffset)(await _world.CaseAsync(number))["uploads"]![0]!["nextAttemptAt"]!;

    private async Task Tell(string mode, int next) => (await _world.UpperPlatform().PostAsJsonAsync("/control", new { mode, next })).EnsureSuccessStatusCode();

    private Task<List<UploadItem>> Items() => _world.Read(db => db.Set<UploadItem>().AsNoTracking().ToListAsync());

    private async Task UntilAsync(Func<List<UploadItem>, bool> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!happened(await Items())) limit.Token.ThrowIfCancellationRequested();
    }
}
