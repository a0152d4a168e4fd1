using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

public sealed class AccessTests : IAsyncLifetime
{
    private const string OfUnit1 = "AK20250303000001", OfUnit2 = "AK20250303000002";
    private World _world = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        await _world.CaseOf("ak-unit-1", OfUnit1);
        await _world.CaseOf("ak-unit-2", OfUnit2);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("ak-bureau", OfUnit1, OfUnit2)]
    [InlineData("ak-county", OfUnit2)]
    [InlineData("ak-handler", OfUnit1)]
    [InlineData("ak-handler2", OfUnit2)]
    [InlineData("auditor", OfUnit1, OfUnit2)]
    [InlineData("admin")]
    [InlineData("ak-window")]
    [Trait("Clause", "X-WF-2")]
    public async Task A_list_shows_what_lies_in_the_user_s_units(string userName, params string[] expected)
    {
        await using var scope = await _world.ScopeOf(userName);
        var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();

        var seen = await db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath)).Select(c => c.Number).OrderBy(n => n).ToListAsync();

        Assert.Equal(expected, seen);
    }

    [Fact, Trait("Clause", "AK-5-2a")]
    public async Task A_city_department_reads_the_cases_of_its_line_in_a_county_and_changes_nothing()
    {
        var client = await _world.ByAsync("ak-citydepartment");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/api/v1/cases/{OfUnit2}")).StatusCode);

        await _world.Write(async db => db.RoleGrants.Add(new RoleGrant { UserId = await db.Users.Where(u => u.UserName == "ak-citydepartment").Select(u => u.Id).SingleAsync(), Role = PlatformRoles.LineGuide, UnitPath = "/ak/ak-county-1/ak-unit-2/" }));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/cases/{OfUnit2}")).StatusCode);
        Assert.Equal([OfUnit2], (await client.GetFromJsonAsync<JsonObject>("/api/v1/cases"))!["items"]!.AsArray().Select(c => c!["number"]!.GetValue<string>()));
        foreach (var act in new[] { "later-deadline", "appeals", "reclassify", "comments", "unmask" })
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync($"/api/v1/cases/{OfUnit2}/{act}", new { purpose = "联系评价人", text = "已阅。" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/api/v1/cases/{OfUnit1}")).StatusCode);
    }

    [Fact]
    [Trait("Clause", "X-WF-2")]
    public async Task Somebody_else_s_case_is_refused_and_the_attempt_is_recorded()
    {
        var handler = await _world.As("ak-handler");

        using var answer = await Unmask(handler, OfUnit2);
        var entry = await _world.Read(db => db.Set<AccessLogEntry>().SingleAsync());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("notYourUnit", await answer.Code());
        Assert.Equal(("ak-handler", "ak-unit-1", Acts.ReadCase, OfUnit2), (entry.UserName, entry.Unit, entry.Act, entry.Subject));
        Assert.Equal(_world.Clock.Now.UtcDateTime, entry.RefusedAt.UtcDateTime, TimeSpan.FromMinutes(1));
        Assert.Empty(await _world.Read(db => db.CaseEvents.ToListAsync()));
    }

    [Fact]
    public async Task An_unknown_number_is_not_found_and_not_recorded()
    {
        var handler = await _world.As("ak-handler");

        using var answer = await Unmask(handler, "AK20250303999999");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("caseNotFound", await answer.Code());
        Assert.False(await _world.Read(db => db.Set<AccessLogEntry>().AnyAsync()));
    }

    [Fact]
    [Trait("Clause", "X-AUD-2")]
    public async Task A_handler_opens_name_and_phone_for_a_purpose_and_the_history_says_so()
    {
        var handler = await _world.As("ak-handler");

        using var answer = await Unmask(handler, OfUnit1, "电话核实评价情况");
        var identity = await answer.Json();
        var entry = await _world.Read(db => db.CaseEvents.SingleAsync());
        var data = JsonNode.Parse(entry.Data)!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal((People.RaterName, People.RaterPhone), (identity["name"]!.GetValue<string>(), identity["phone"]!.GetValue<string>()));
        Assert.Null(identity["idNumber"]); // contactRater reaches the rater; the whole identity needs piiRead
        Assert.Equal(("piiViewed", "ak-handler", "institutionHandler", "ak-unit-1"), (entry.Type, entry.Actor, entry.Role, entry.Unit));
        Assert.Equal("电话核实评价情况", data["purpose"]!.GetValue<string>());
        Assert.Equal(["name", "phone"], data["fields"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.DoesNotContain(People.RaterName, entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "X-AUD-2")]
    public async Task Every_showing_is_an_event_whatever_key_the_call_bears()
    {
        var handler = await _world.As("ak-handler");
        handler.DefaultRequestHeaders.Add("Idempotency-Key", "same");

        (await Unmask(handler, OfUnit1)).Dispose();
        (await Unmask(handler, OfUnit1)).Dispose();

        Assert.Equal(2, await _world.Read(db => db.CaseEvents.CountAsync(e => e.Type == "piiViewed")));
        Assert.False(await _world.Read(db => db.Set<KeptAnswer>().AnyAsync()));
    }

    [Theory]
    [InlineData("ak-bureau")]
    [InlineData("auditor")]
    [InlineData("ak-leader")]
    public async Task Who_may_read_the_case_may_not_therefore_see_the_rater(string userName)
    {
        var program = await _world.As(userName);

        using var answer = await Unmask(program, OfUnit1);

        Assert.Equal("notAllowed", await answer.Code());
        Assert.Equal(Acts.ContactRater, (await _world.Read(db => db.Set<AccessLogEntry>().SingleAsync())).Act);
    }

    [Theory]
    [InlineData("", "purposeRequired")]
    [InlineData("核实", "purposeRequired")]
    [InlineData("给钱多多打电话", "purposeNamesRater")]
    [InlineData("拨打139-1234-5678核实", "purposeNamesRater")]
    public async Task A_purpose_is_required_and_names_nobody(string purpose, string code)
    {
        var handler = await _world.As("ak-handler");

        using var answer = await Unmask(handler, OfUnit1, purpose);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, await answer.Code());
        Assert.Equal("/purpose", (await answer.Json())["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.False(await _world.Read(db => db.CaseEvents.AnyAsync()));
    }

    [Fact]
    public async Task The_rater_of_a_closed_case_is_no_longer_contacted()
    {
        var number = await _world.CaseOf("ak-unit-1", "AK20250303000003", "closed");
        var handler = await _world.As("ak-handler");

        using var answer = await Unmask(handler, number);

        Assert.Equal("caseNotInHand", await answer.Code());
    }

    [Fact]
    public async Task Who_runs_a_verb_on_the_machine_does_what_the_verb_names_and_nothing_else()
    {
        await using var scope = _world.Services.CreateAsyncScope();
        ConsoleOperator.Act(scope.ServiceProvider.GetRequiredService<CurrentUser>(), Acts.Audit);
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();

        var chains = await sender.Send(new VerifyChains());
        var rater = await sender.Send(new Unmask(OfUnit1, "电话核实评价情况"));

        Assert.True(chains.Value?.Ok);
        Assert.Equal("notYourUnit", rater.Refusal?.Code);
    }

    [Theory]
    [InlineData("ak-handler", true)]
    [InlineData("ak-bureau", false)]
    public async Task The_rater_s_identity_is_offered_to_whom_it_would_be_shown(string user, bool offered)
    {
        var client = await _world.ByAsync(user);

        var @case = await client.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{OfUnit1}");
        using var shown = await Unmask(client, OfUnit1);

        Assert.Equal(offered, @case!["mayUnmask"]!.GetValue<bool>());
        Assert.Equal(offered, shown.StatusCode != HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_chains_are_verified_for_the_auditor_only()
    {
        Assert.True((await _world.Send(new VerifyChains(), by: "auditor")).Ok);
        Assert.Equal("notAllowed", (await _world.Send(new VerifyChains(), by: "ak-bureau")).Refusal?.Code);
    }

    [Fact]
    public async Task Without_a_sign_in_nothing_opens()
    {
        using var answer = await Unmask(_world.Anonymous(), OfUnit1);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("notSignedIn", await answer.Code());
    }

    private static Task<HttpResponseMessage> Unmask(HttpClient client, string number, string purpose = "电话核实评价情况") =>
        client.PostAsJsonAsync($"/api/v1/cases/{number}/unmask", new { purpose });
}
