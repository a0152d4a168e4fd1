using System.Net.Http.Json;
using System.Net;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

public sealed class InboxTests
{
    [Fact]
    public async Task A_claimed_task_is_its_holders_until_released()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var id = (string)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        var client = await world.ByAsync("ak-handler");

        var claimed = await client.PostAsync($"/api/v1/tasks/{id}/claim", null);
        var holder = (string?)(await claimed.Content.ReadFromJsonAsync<JsonObject>())!["assignee"];
        var (mine, unclaimed) = (await NumbersAsync(client, "mine"), await NumbersAsync(client, "unclaimed"));
        var released = await client.PostAsync($"/api/v1/tasks/{id}/release", null);
        var again = await client.PostAsync($"/api/v1/tasks/{id}/release", null);

        Assert.Equal("ak-handler", holder);
        Assert.Equal([number], mine);
        Assert.Empty(unclaimed);
        Assert.Equal(HttpStatusCode.OK, released.StatusCode);
        Assert.Equal("notClaimed", await again.CodeAsync());
        Assert.Empty(await NumbersAsync(client, "mine"));
        Assert.Equal([number], await NumbersAsync(client, "unclaimed"));
        Assert.Equal(["taskClaimed", "taskReleased"], (await world.EventsAsync(number)).Select(e => (string)e["type"]!).Where(t => t is "taskClaimed" or "taskReleased"));
    }

    [Fact]
    public async Task A_task_held_by_a_colleague_is_not_to_be_taken()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var id = Guid.Parse((string)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!);
        await world.HeldByAsync(id, "ak-leader");

        var claim = await (await world.ByAsync("ak-handler")).PostAsync($"/api/v1/tasks/{id}/claim", null);
        var complete = await world.TryCompleteAsync("ak-handler", id, "confirmed", Handling.Filled(world, "verify"));

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], new[] { claim.StatusCode, complete.StatusCode });
        Assert.Equal("alreadyClaimed", await complete.CodeAsync());
        Assert.Empty(await NumbersAsync(await world.ByAsync("ak-handler"), "mine"));
        Assert.Equal([number], await NumbersAsync(await world.ByAsync("ak-handler"), "unit"));
    }

    [Fact]
    public async Task After_a_task_comes_the_next_of_its_case_then_the_next_of_the_inbox()
    {
        await using var world = await World.StartAsync();
        string[] numbers = [await world.BadRatingUpToAsync("verify", id: "1"), await world.BadRatingUpToAsync("verify", id: "2")];
        var done = (Guid)(await world.TaskAsync("ak-handler", numbers[0], "verify"))["id"]!;
        var held = (Guid)(await world.TaskAsync("ak-handler", numbers[1], "verify"))["id"]!;
        var client = await world.ByAsync("ak-handler");
        await client.PostAsync($"/api/v1/tasks/{held}/claim", null);
        Assert.Equal(HttpStatusCode.OK, (await world.TryCompleteAsync("ak-handler", done, "confirmed", Handling.Filled(world, "verify"))).StatusCode);

        var ofTheCase = await world.Send(new FindNextTask(numbers[0], done), by: "ak-handler");
        var ofTheInbox = await world.Send(new FindNextTask(numbers[1], held), by: "ak-leader");
        var leftOver = await world.Send(new FindNextTask("none", done), by: "ak-handler");
        var last = await world.Send(new FindNextTask("none", held), by: "ak-handler");

        Assert.Equal((Guid)(await world.TaskAsync("ak-handler", numbers[0], "rectify"))["id"]!, ofTheCase.Value!.Id);
        Assert.Null(ofTheInbox.Value!.Id);
        Assert.Equal(held, leftOver.Value!.Id);
        Assert.Null(last.Value!.Id);
    }

    [Fact]
    public async Task Each_person_sees_the_tasks_of_their_own_units_only()
    {
        await using var world = await World.StartAsync();
        var city = await world.BadRatingUpToAsync("verify", Handling.CityUnit, "1");
        var county = await world.BadRatingUpToAsync("verify", Handling.CountyUnit, "2");

        Assert.Equal([city], await NumbersAsync(await world.ByAsync("ak-handler"), "unit"));
        Assert.Equal([county], await NumbersAsync(await world.ByAsync("ak-handler2"), "unit"));
        Assert.Equal([county], await NumbersAsync(await world.ByAsync("ak-county"), "unit"));
        Assert.Equal([city, county], (await NumbersAsync(await world.ByAsync("ak-bureau"), "unit")).Order());
        Assert.Equal([city, county], (await NumbersAsync(await world.ByAsync("auditor"), "unit")).Order());
        Assert.Empty(await NumbersAsync(await world.ByAsync("ak-bureau"), "unclaimed"));
        Assert.Equal([county], await NumbersAsync(await world.ByAsync("ak-handler2"), "unclaimed"));
    }

    [Fact]
    public async Task Lists_are_paged_sorted_and_searched_by_the_server()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        string[] numbers = [await world.BadRatingUpToAsync("verify", id: "1"), await world.BadRatingUpToAsync("verify", id: "2"), await world.BadRatingUpToAsync("verify", id: "3")];
        var client = await world.ByAsync("ak-handler");

        var second = (await client.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=unit&page=2&pageSize=2&sort=created"))!;
        var found = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view=unit&q={numbers[1]} 食品"))!;
        var newest = (await client.GetFromJsonAsync<JsonObject>("/api/v1/cases?sort=-openedAt"))!;

        Assert.Equal((3, true, numbers[2]), ((int)second["total"]!, (bool)second["totalIsExact"]!, (string)Assert.Single(second["items"]!.AsArray())!["caseNumber"]!));
        Assert.Equal(numbers[1], (string?)Assert.Single(found["items"]!.AsArray())!["caseNumber"]);
        Assert.Equal(numbers.Reverse(), newest["items"]!.AsArray().Select(c => (string)c!["number"]!));
    }

    [Theory]
    [InlineData("view=everything", "unknownView")]
    [InlineData("sort=colour", "unknownSort")]
    [InlineData("page=0", "pageInvalid")]
    [InlineData("pageSize=201", "pageInvalid")]
    [InlineData("page=2147483647&pageSize=200", "pageInvalid")]
    public async Task A_list_that_cannot_be_is_refused(string query, string code)
    {
        await using var world = await World.StartAsync();

        var answer = await (await world.ByAsync("ak-handler")).GetAsync($"/api/v1/tasks?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
    }

    [Fact]
    public async Task A_task_shows_its_form_and_outcomes_in_the_words_of_the_handler()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");

        var task = await (await world.ByAsync("ak-handler")).GetFromJsonTaskAsync(await world.TaskAsync("ak-handler", number, "verify"));

        Assert.Equal(("核实", "open", true), ((string?)task["title"], (string?)task["status"], (bool)task["mayComplete"]!));
        Assert.Equal(["confirmed", "return"], task["outcomes"]!.AsArray().Select(o => (string)o!["name"]!));
        var @class = task["form"]!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "class")!;
        Assert.Equal(["立整立改（简易）", "限时整改（一般）"], @class["options"]!.AsArray().Select(o => (string)o!["text"]!));
        Assert.Null(@class["optionsFrom"]);
    }

    private static async Task<List<string>> NumbersAsync(HttpClient client, string view) =>
        [.. (await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view={view}"))!["items"]!.AsArray().Select(t => (string)t!["caseNumber"]!)];
}
