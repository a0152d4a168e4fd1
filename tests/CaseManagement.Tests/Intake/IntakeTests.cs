using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>Services and ratings through the front door, one at a time, with the rules of 安康.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = Local(2025, 3, 3, 8);
    private World _world = null!;
    private HttpClient _channel = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync(today: "2025-03-03");
        _channel = _world.Channel();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "AK-13a")]
    public async Task A_bad_rating_opens_its_case_in_the_same_call()
    {
        await Stored(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));

        var (status, answer) = await Send("ratings", Bad("r-1", "sv-0-1"));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("adopted", "dissatisfied", "open"), (Text(answer, "status"), Text(answer, "level"), Text(answer["case"]!, "status")));
        var number = Text(answer["case"]!, "number");
        Assert.StartsWith("AK20250303", number, StringComparison.Ordinal);
        var events = await _world.Read(db => db.CaseEvents.Where(e => e.CaseNumber == number).OrderBy(e => e.Seq).Select(e => e.Type).ToListAsync());
        Assert.Equal("caseOpened", events[0]);
    }

    [Fact, Trait("Clause", "AK-13a")]
    public async Task A_good_rating_opens_no_case()
    {
        await Stored(Service("sv-0-1", "online", Morning, Morning.AddMinutes(20), 0));

        var (status, answer) = await Send("ratings", Rating("r-1", "sxzwfw", "sv-0-1", "item", "basicallySatisfied", Morning.AddMinutes(30)));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Null(answer["case"]);
        Assert.Equal(0, await _world.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task The_same_number_of_the_same_channel_is_answered_with_the_first_answer()
    {
        await Stored(Service("sv-0-1", "online", Morning, Morning.AddMinutes(20), 0));
        var (_, first) = await Send("ratings", Bad("r-1", "sv-0-1", "sxzwfw"));

        var (status, second) = await Send("ratings", Rating("r-1", "sxzwfw", "sv-0-1", "item", "satisfied", Morning.AddMinutes(31)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonNode.DeepEquals(first, second), second.ToJsonString());
        Assert.Equal((1, 1), (await _world.Read(db => db.Ratings.CountAsync()), await _world.Read(db => db.Cases.CountAsync())));
    }

    [Fact, Trait("Clause", "AK-7-2")]
    public async Task Staff_is_rated_at_windows_only()
    {
        await Stored(Service("sv-0-1", "online", Morning, Morning.AddMinutes(20), 0));
        await Stored(Service("sv-0-2", "window", Morning, Morning.AddMinutes(20), 0));

        Assert.Equal("targetNotAllowed", await Refused(Rating("r-1", "sxzwfw", "sv-0-1", "staff", "satisfied", Morning.AddMinutes(30))));
        Assert.Equal(HttpStatusCode.Created, (await Send("ratings", Rating("r-2", "window", "sv-0-2", "item", "satisfied", Morning.AddMinutes(30)))).Status);
        Assert.Equal(HttpStatusCode.Created, (await Send("ratings", Rating("r-3", "window", "sv-0-2", "staff", "satisfied", Morning.AddMinutes(30)))).Status);
    }

    [Fact, Trait("Clause", "AK-8c")]
    public async Task A_bad_rating_says_why_and_a_good_one_need_not()
    {
        await Stored(Service("sv-0-1", "online", Morning, Morning.AddMinutes(20), 0));
        await Stored(Service("sv-0-2", "online", Morning, Morning.AddMinutes(20), 0));
        var silent = Bad("r-1", "sv-0-1", "sxzwfw");
        silent.Remove("reasons");
        var blank = silent.DeepClone().AsObject();
        blank["text"] = "  \n ";
        var unseen = silent.DeepClone().AsObject();
        unseen["text"] = "\u200B\u3164\u2060";
        var written = silent.DeepClone().AsObject();
        written["text"] = "跑了三次。";

        Assert.Equal("reasonRequired", await Refused(silent));
        Assert.Equal("reasonRequired", await Refused(blank));
        Assert.Equal("reasonRequired", await Refused(unseen));
        Assert.Equal(HttpStatusCode.Created, (await Send("ratings", written)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Send("ratings", Rating("r-2", "sxzwfw", "sv-0-2", "item", "satisfied", Morning.AddMinutes(30)))).Status);
    }

    [Fact, Trait("Clause", "AK-11c")]
    public async Task One_rating_of_a_batch_of_three_stands_for_all_and_opens_one_case()
    {
        for (var i = 1; i <= 3; i++)
        {
            var service = Service($"sv-0-{i}", "window", Morning, Morning.AddMinutes(20), 2);
            service["batchId"] = "b-1";
            await Stored(service);
        }
        var rating = Bad("r-1", "sv-0-2");
        rating["scope"] = "batch";

        var (_, answer) = await Send("ratings", rating);

        var auditor = await _world.As("auditor");
        var view = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/ratings/{Text(answer, "id")}"))!;
        Assert.Equal(["sv-0-2", "sv-0-1", "sv-0-3"], view["services"]!.AsArray().Select(s => Text(s!, "externalId")));
        Assert.Equal(1, await _world.Read(db => db.Cases.CountAsync()));
        Assert.Equal("frequencyExceeded", await Refused(Rating("r-2", "qr", "sv-0-3", "item", "satisfied", Morning.AddMinutes(40))));
    }

    [Fact, Trait("Clause", "AK-12")]
    public async Task Words_of_society_are_kept_without_a_service_and_open_no_case()
    {
        var rating = Bad("r-1", "", "hotline");
        rating.Remove("serviceExternalId");
        rating.Remove("target");

        var (status, answer) = await Send("ratings", rating);

        Assert.Equal((HttpStatusCode.Created, null), (status, answer["case"]));
        Assert.Equal("society", Text(answer, "reason"));
        Assert.Contains("不生成差评工单", Text(answer, "reasonText"), StringComparison.Ordinal);
        var view = (await (await _world.As("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/ratings/{Text(answer, "id")}"))!;
        Assert.Equal(("society", "society", Text(answer, "reasonText")), (Text(view, "scope"), Text(view, "reason"), Text(view, "reasonText")));
        var kept = await _world.Read(db => db.Ratings.SingleAsync());
        Assert.Equal(("society", "/ak/", "institution", (Guid?)null), (kept.Scope, kept.UnitPath, kept.Target, kept.ServiceId));
    }

    [Theory]
    [InlineData("unknownRegion", "region", "XX", 422)]
    [InlineData("unknownLevel", "level", "awful", 422)]
    [InlineData("unknownChannel", "channel", "fax", 422)]
    [InlineData("serviceNotFound", "serviceExternalId", "sv-none", 404)]
    [InlineData("beforeService", "ratedAt", "2025-03-03T07:59:59+08:00", 422)]
    [InlineData("inFuture", "ratedAt", "2025-03-03T23:00:00+08:00", 422)]
    [InlineData("controlCharacters", "text", "好\u0007", 400)]
    [InlineData("malformedRequest", "ratedAt", "yesterday", 400)]
    public async Task Bad_input_is_refused_with_its_code_and_leaves_nothing_behind(string code, string field, string value, int status)
    {
        await Stored(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));
        var rating = Bad("r-1", "sv-0-1");
        rating[field] = value;

        var (answered, problem) = await Send("ratings", rating);

        Assert.Equal((status, code), ((int)answered, Text(problem, "code")));
        Assert.Equal($"/{field}", Text(problem["errors"]![0]!, "pointer"));
        Assert.Equal((0, 0), (await _world.Read(db => db.Ratings.CountAsync()), await _world.Read(db => db.Cases.CountAsync())));
    }

    [Fact]
    public async Task A_completion_may_come_later_but_nothing_else_may_change()
    {
        var service = Service("sv-0-1", "window", Morning, null, 0);
        service.Remove("completedAt");
        var (created, first) = await Send("services", service);

        var (completed, second) = await Send("services", new JsonObject { ["region"] = "AK", ["externalId"] = "sv-0-1", ["completedAt"] = At(Morning.AddMinutes(20)) });
        var (again, _) = await Send("services", new JsonObject { ["region"] = "AK", ["externalId"] = "sv-0-1", ["completedAt"] = At(Morning.AddMinutes(20)) });
        var (moved, problem) = await Send("services", new JsonObject { ["region"] = "AK", ["externalId"] = "sv-0-1", ["mode"] = "online", ["completedAt"] = At(Morning.AddMinutes(25)) });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict), (created, completed, again, moved));
        Assert.Equal((Text(first, "id"), "completed"), (Text(second, "id"), Text(second, "status")));
        Assert.Equal(("serviceConflict", "/mode", "/completedAt"), (Text(problem, "code"), Text(problem["errors"]![0]!, "pointer"), Text(problem["errors"]![1]!, "pointer")));
        Assert.Equal(Morning.AddMinutes(20), await _world.Read(db => db.Set<ServiceMatter>().Select(s => s.CompletedAt).SingleAsync()));
    }

    [Fact, Trait("Clause", "AK-5-2b"), Trait("Clause", "GD-5-3a"), Trait("Clause", "TJ-5-3a")]
    public async Task A_unit_without_a_responsible_person_receives_nothing()
    {
        await _world.Read(db => db.Units.Where(u => u.Code.EndsWith("-unit-1")).ExecuteUpdateAsync(u => u.SetProperty(x => x.ResponsiblePerson, (string?)null)));

        foreach (var place in new[] { "AK", "GD", "TJ" })
        {
            var service = Service($"sv-{place}", "window", Morning, Morning.AddMinutes(20), 0);
            (service["region"], service["unit"]) = (place, $"{place.ToLowerInvariant()}-unit-1");

            var (status, problem) = await Send("services", service);

            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unitWithoutContact"), (status, Text(problem, "code")));
        }
    }

    [Theory, Trait("Clause", "AK-13b")]
    [InlineData("ak")]
    [InlineData("ak-bureau")]
    [InlineData("ak-county-1")]
    public async Task A_service_of_a_unit_that_handles_no_cases_is_refused(string unit)
    {
        var service = Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0);
        service["unit"] = unit;

        var (status, problem) = await Send("services", service);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unitNotHandling"), (status, Text(problem, "code")));
    }

    [Fact, Trait("Clause", "AK-19c")]
    public async Task Personal_fields_are_sealed_in_the_database_and_masked_in_answers()
    {
        await Stored(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));
        var rating = Bad("r-1", "sv-0-1");
        rating["rater"] = new JsonObject { ["kind"] = "naturalPerson", ["name"] = "评价人甲乙", ["idNumber"] = "610902190001010011", ["phone"] = "13800009876", ["verified"] = true };
        rating["text"] = "请打 13800009876 找评价人甲乙。";

        var (_, answer) = await Send("ratings", rating);

        var kept = await _world.Read(db => db.Ratings.SingleAsync());
        Assert.DoesNotContain("评价人甲乙", kept.RaterNameSealed, StringComparison.Ordinal);
        Assert.Equal(("评****", "138****9876"), (kept.RaterNameMasked, kept.RaterPhoneMasked));
        Assert.Equal("请打 138****9876 找评****。", await _world.Read(db => db.Cases.Select(c => c.Quote).SingleAsync()));
        var shown = await (await _world.As("auditor")).GetStringAsync($"/api/v1/ratings/{Text(answer, "id")}");
        Assert.DoesNotContain("13800009876", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("610902190001010011", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("甲乙", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_submit_may_send_and_a_stranger_learns_nothing_of_a_rating()
    {
        await Stored(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0));
        var (_, answer) = await Send("ratings", Bad("r-1", "sv-0-1"));
        var path = $"/api/v1/ratings/{Text(answer, "id")}";

        Assert.Equal(HttpStatusCode.Unauthorized, (await _world.Anonymous().PostAsJsonAsync("/api/v1/ratings", Bad("r-2", "sv-0-1"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.As("ak-handler")).PostAsJsonAsync("/api/v1/ratings", Bad("r-2", "sv-0-1"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await _world.As("ak-handler")).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.As("ak-handler2")).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _channel.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _channel.GetAsync($"/api/v1/ratings/{Guid.NewGuid()}")).StatusCode);
    }

    private static JsonObject Bad(string id, string service, string channel = "window") => Rating(id, channel, service, "item", "dissatisfied", Morning.AddMinutes(30));

    private async Task Stored(JsonObject service) => Assert.Equal(HttpStatusCode.Created, (await Send("services", service)).Status);

    private async Task<string> Refused(JsonObject rating) => Text((await Send("ratings", rating)).Answer, "code");

    private async Task<(HttpStatusCode Status, JsonObject Answer)> Send(string what, JsonObject body)
    {
        var answer = await _channel.PostAsJsonAsync($"/api/v1/{what}", body);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
