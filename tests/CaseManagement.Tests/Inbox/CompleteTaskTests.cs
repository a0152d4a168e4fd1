using System.Net.Http.Json;
using System.Net;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

public sealed class CompleteTaskTests
{
    [Fact]
    public async Task A_completed_task_cannot_be_completed_again()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        await world.CompleteAsync("ak-handler", number, "verify");

        var again = await world.TryCompleteAsync("ak-handler", task, "confirmed", Handling.Filled(world, "verify"));

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("taskAlreadyDone", await again.CodeAsync());
        Assert.Matches("^您已于[0-9]+月[0-9]+日 [0-9:]{5}办完这一步，不能再次提交。$", (string?)(await again.Content.ReadFromJsonAsync<JsonObject>())!["title"]);
        Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "taskCompleted" && (string)e["data"]!["kind"]! == "verify");
    }

    [Fact, Trait("Store", "Both")]
    public async Task Of_many_who_complete_one_task_at_the_same_moment_exactly_one_wins()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;

        await world.ByAsync("ak-handler");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.TryCompleteAsync("ak-handler", task, "confirmed", Handling.Filled(world, "verify"))));
        await world.WaitIdle();

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "taskCompleted" && (string)e["data"]!["kind"]! == "verify");
        Assert.Equal(1, await world.Read(db => db.Tasks.CountAsync(t => t.CaseNumber == number && t.Kind == "rectify")));
    }

    [Fact, Trait("Store", "Both")]
    public async Task The_same_key_completes_once_and_gets_the_first_answer()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        var client = await world.As("ak-handler");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        var body = new { outcome = "confirmed", fields = Handling.Filled(world, "verify") };

        var first = await client.PostAsJsonAsync($"/api/v1/tasks/{task}/complete", body);
        var second = await client.PostAsJsonAsync($"/api/v1/tasks/{task}/complete", body);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Fact, Trait("Clause", "X-WF-2")]
    public async Task A_task_of_a_foreign_unit_is_refused_and_the_attempt_is_recorded()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        var stranger = await world.ByAsync("ak-handler2");

        var read = await stranger.GetAsync($"/api/v1/tasks/{task}");
        var completed = await world.TryCompleteAsync("ak-handler2", task, "confirmed", Handling.Filled(world, "verify"));
        var guessed = await stranger.GetAsync($"/api/v1/cases/{number}");
        var history = await stranger.GetAsync($"/api/v1/cases/{number}/events");
        var unknown = await stranger.GetAsync("/api/v1/cases/AK20250303999999");

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound],
            new[] { read, completed, guessed, history, unknown }.Select(a => a.StatusCode));
        var attempts = await world.Read(db => db.Set<AccessLogEntry>().Where(a => a.UserName == "ak-handler2" && a.Subject.StartsWith(number)).ToListAsync());
        Assert.Equal(4, attempts.Count);
        Assert.Equal("open", await world.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Status).SingleAsync()));
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("ak-leader")]
    [InlineData("ak-bureau")]
    public async Task Who_may_read_a_case_may_not_do_the_work_of_its_handler(string user)
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;

        var answer = await world.TryCompleteAsync(user, task, "confirmed", Handling.Filled(world, "verify"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("notCandidate", await answer.CodeAsync());
    }

    [Theory, Trait("Clause", "AK-15-1a")]
    [InlineData("contacted", "false")]
    [InlineData("contacted", null)]
    [InlineData("contactMethod", null)]
    public async Task Verification_without_contact_to_the_rater_is_refused(string field, string? value)
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        var fields = Handling.Filled(world, "verify");
        if (value is null) fields.Remove(field);
        else fields[field] = JsonNode.Parse(value);

        var answer = await world.TryCompleteAsync("ak-handler", task, "confirmed", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("contactRequired", await answer.CodeAsync());
        Assert.Null((string?)(await world.CaseAsync(number))["class"]);
    }

    [Fact, Trait("Store", "Both")]
    public async Task Bad_fields_are_named_one_by_one_and_nothing_is_half_done()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        var fields = new JsonObject { ["class"] = "complex", ["contacted"] = "yes", ["evidence"] = Guid.NewGuid().ToString(), ["colour"] = "red" };

        var answer = await world.TryCompleteAsync("ak-handler", task, "confirmed", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["/fields/class", "/fields/colour", "/fields/contactMethod", "/fields/contacted", "/fields/evidence", "/fields/findings"], (await answer.PointersAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("open", await world.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Status).SingleAsync()));
    }

    [Fact]
    public async Task An_outcome_the_task_does_not_have_is_refused()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;

        var answer = await world.TryCompleteAsync("ak-handler", task, "forgotten", []);

        Assert.Equal("unknownOutcome", await answer.CodeAsync());
        Assert.Equal(["/outcome"], await answer.PointersAsync());
    }

    [Theory]
    [InlineData("2025-03-04", "finishedInFuture")]
    [InlineData("2025-03-02", "finishedBeforeRating")]
    [InlineData("0001-01-01", "finishedBeforeRating")]
    public async Task What_is_put_right_is_put_right_between_the_rating_and_today(string finishedOn, string code)
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("rectify");
        var task = (Guid)(await world.TaskAsync("ak-handler", number, "rectify"))["id"]!;
        var fields = Handling.Filled(world, "rectify");
        fields["finishedOn"] = finishedOn;

        var answer = await world.TryCompleteAsync("ak-handler", task, "rectified", fields);

        Assert.Equal(code, await answer.CodeAsync());
        Assert.Equal(["/fields/finishedOn"], await answer.PointersAsync());
    }

    [Fact, Trait("Store", "Both"), Trait("Clause", "X-AUD-1")]
    public async Task Words_that_may_name_a_person_are_sealed_and_stay_out_of_the_history()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");

        var stored = await world.Read(db => db.Tasks.Where(t => t.CaseNumber == number && t.Kind == "verify").Select(t => new { t.Id, t.Fields }).SingleAsync());
        var history = string.Concat((await world.EventsAsync(number)).Select(e => e.ToJsonString()));
        var read = await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{stored.Id}");

        Assert.DoesNotContain("告知单", stored.Fields, StringComparison.Ordinal);
        Assert.DoesNotContain("告知单", System.Text.RegularExpressions.Regex.Unescape(history), StringComparison.Ordinal);
        Assert.Equal("首次咨询未出具一次性告知单，属实。", (string?)read!["fields"]!["findings"]);
        Assert.Equal("general", (string?)read["fields"]!["class"]);
    }

    [Fact]
    public async Task A_task_keeps_the_version_of_its_form()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var task = await world.TaskAsync("ak-handler", number, "verify");

        var version = await world.Read(db => db.Tasks.Where(t => t.Id == (Guid)task["id"]!).Select(t => t.FormVersion).SingleAsync());

        Assert.Equal(1, version);
        Assert.Equal(1, await world.Read(db => db.Set<FormVersion>().CountAsync(f => f.Name == "verify")));
    }
}
