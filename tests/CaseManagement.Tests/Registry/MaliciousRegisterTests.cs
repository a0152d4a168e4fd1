using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Registry;

/// <summary>The register of 四平 through the API: entry by a review decision only, quarantine, removal.</summary>
public sealed class MaliciousRegisterTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync(today: "2025-03-03");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "SP-8.1d")]
    public async Task A_listed_rater_is_set_aside_opens_no_case_and_after_removal_is_heard_again()
    {
        var number = await RateAsync("1", "dissatisfied");
        var bureau = await _world.As("sp-bureau");

        Assert.Equal("reviewDecisionRequired", await (await EnterAsync(bureau, number)).CodeAsync());
        await DecidedAsync(number, "malicious");
        var entered = await EnterAsync(bureau, number);
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
        var entry = (string)(await entered.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;

        var next = await SendAsync("2", "veryDissatisfied");
        Assert.Equal(("quarantined", null), ((string?)next["status"], next["case"]));
        var auditor = await _world.As("auditor");
        var seen = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/ratings/{(string)next["id"]!}"))!;
        Assert.Equal(("quarantined", "不服。"), ((string?)seen["status"], (string?)seen["text"]));
        var listed = (await auditor.GetFromJsonAsync<JsonObject>("/api/v1/malicious-register?region=SP"))!["items"]![0]!;
        Assert.Equal((1, true, false), ((int)listed["quarantined"]!, (bool)listed["inForce"]!, (bool)listed["mayRemove"]!));
        Assert.DoesNotContain("DEMO00000001", listed.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("reasonRequired", await (await bureau.PostAsJsonAsync($"/api/v1/malicious-register/{entry}/remove", new { })).CodeAsync());
        Assert.True((await bureau.PostAsJsonAsync($"/api/v1/malicious-register/{entry}/remove", new { reason = "复查有误。" })).IsSuccessStatusCode);
        Assert.Equal("alreadyRemoved", await (await bureau.PostAsJsonAsync($"/api/v1/malicious-register/{entry}/remove", new { reason = "再来。" })).CodeAsync());
        Assert.Equal("adopted", (string?)(await SendAsync("3", "satisfied"))["status"]);
        Assert.Equal("quarantined", (string?)(await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/ratings/{(string)next["id"]!}"))!["status"]);
    }

    [Fact, Trait("Clause", "SP-8.1d")]
    public async Task Only_who_keeps_the_register_enters_and_only_they_and_auditors_read()
    {
        var number = await RateAsync("1", "dissatisfied");
        await DecidedAsync(number, "malicious");

        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(await _world.As("sp-handler"), number)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(await _world.As("ak-bureau"), number)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.As("sp-handler")).GetAsync("/api/v1/malicious-register")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.As("ak-bureau")).GetAsync("/api/v1/malicious-register")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await _world.As("sp-bureau")).GetAsync("/api/v1/malicious-register")).StatusCode);
        Assert.Equal(0, await _world.Read(db => db.Set<MaliciousRater>().CountAsync()));
    }

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string number) =>
        client.PostAsJsonAsync("/api/v1/malicious-register", new { @case = number, evidence = "录像显示评价人当日未到场。" });

    private async Task<string> RateAsync(string id, string level)
    {
        var number = (string)(await SendAsync(id, level))["case"]!["number"]!;
        await _world.WaitIdle();
        return number;
    }

    private async Task<JsonObject> SendAsync(string id, string level)
    {
        var channel = _world.Channel();
        var service = await channel.PostAsJsonAsync("/api/v1/services", new
        {
            region = "SP", externalId = $"svc-{id}", item = new { code = "sx-01", name = "食品经营许可" }, mode = "window", unit = "sp-unit-1",
            startedAt = _world.Clock.Now.AddHours(-2), completedAt = _world.Clock.Now.AddHours(-1),
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
        var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "SP", channel = "window", externalId = $"r-{id}", serviceExternalId = $"svc-{id}", target = "item", level, text = "不服。",
            rater = new { kind = "naturalPerson", name = "评价人0001", idNumber = "DEMO00000001", phone = "13800000001", verified = true },
        });
        Assert.True(rating.IsSuccessStatusCode, await rating.Content.ReadAsStringAsync());
        return (await rating.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>As the review of an appeal writes its decision into the history.</summary>
    private async Task DecidedAsync(string number, string outcome)
    {
        await using var scope = _world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, number, CancellationToken.None);
        var @case = await db.Cases.SingleAsync(c => c.Number == number);
        scope.ServiceProvider.GetRequiredService<CaseTimeline>().Append(@case, new Signature("sp-bureau", "四平政务服务局经办", "cityServiceBureau", "sp-bureau"), "appealDecided", new JsonObject { ["outcome"] = outcome });
        await transaction.CommitAsync(CancellationToken.None);
    }
}
