using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class BulkTests
{
    [Fact]
    public async Task Several_tasks_are_acted_on_at_once_each_with_its_answer_and_screens_hear_of_it()
    {
        await using var world = await World.StartAsync();
        string[] numbers = [await world.BadRatingUpToAsync("verify", id: "1"), await world.BadRatingUpToAsync("verify", id: "2"), await world.BadRatingUpToAsync("verify", Handling.CountyUnit, "3")];
        var ids = new List<string>();
        foreach (var number in numbers) ids.Add((string)(await world.TaskAsync("ak-bureau", number, "verify"))["id"]!);
        var (handler, bureau) = (await world.ByAsync("ak-handler"), await world.ByAsync("ak-bureau"));
        var heard = new ConcurrentBag<CommitNews>();
        world.Services.GetRequiredService<DeskNews>().Committed += heard.Add;
        async Task<JsonObject> BulkAsync(HttpClient by, object body) => (await (await by.PostAsJsonAsync("/api/v1/tasks/bulk", body)).Content.ReadFromJsonAsync<JsonObject>())!;

        var claimed = await BulkAsync(handler, new { act = "claim", ids });
        var moved = await BulkAsync(bureau, new { act = "reassign", ids, to = "ak-colleague", reason = "人手调整" });

        Assert.Equal((2, 1), ((int)claimed["done"]!, (int)claimed["refused"]!));
        Assert.Equal([null, null, "notCandidate"], claimed["items"]!.AsArray().Select(r => (string?)r!["code"]));
        Assert.Equal([null, null, "personNotCandidate"], moved["items"]!.AsArray().Select(r => (string?)r!["code"]));
        Assert.Equal("unknownAct", (string?)(await BulkAsync(handler, new { act = "burn", ids }))["code"]);
        Assert.Equal("tooManyRows", (string?)(await BulkAsync(handler, new { act = "claim", ids = Array.Empty<string>() }))["code"]);
        // Told after each commit and of what was committed only: whose, where, which case.
        Assert.Equal(numbers[..2].Order(), heard.SelectMany(n => n.Cases).Distinct().Order());
        Assert.Contains(heard, n => n.People.SetEquals(["ak-handler", "ak-colleague"]));
        Assert.Equal((true, true, false), (heard.First().Concerns("nobody", ["/ak/"]), heard.First().Concerns("ak-handler", []), heard.First().Concerns("ak-handler2", ["/ak/ak-county-1/ak-unit-2/"])));
    }

    [Fact]
    public async Task The_list_is_exported_as_text_that_no_spreadsheet_takes_for_a_formula_and_watched_cases_stand_by_themselves()
    {
        await using var world = await World.StartAsync();
        var (first, second) = (await world.BadRatingUpToAsync("verify", id: "1"), await world.BadRatingUpToAsync("verify", Handling.CountyUnit, "2"));
        await world.Read(async db =>
        {
            // Words of a citizen that begin like a formula.
            return await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(db.Database, $"""UPDATE "Cases" SET "Quote" = '=HYPERLINK("http://x")' WHERE "Number" = {first}""");
        });
        var (bureau, handler) = (await world.ByAsync("ak-bureau"), await world.ByAsync("ak-handler"));

        var export = await bureau.GetAsync("/api/v1/tasks/export?view=unit&sort=created");
        var lines = (await export.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("text/csv", 3), (export.Content.Headers.ContentType!.MediaType, lines.Length));
        Assert.StartsWith("工单号,事项,评价人的话", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{first},食品经营许可（新办）,\"'=HYPERLINK(\"\"http://x\"\")\",", lines[1], StringComparison.Ordinal);
        Assert.Contains("待认领", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotMatch("评价人0001|13800000001", line)); // who rated is in no file
        var id = (string)(await world.TaskAsync("ak-bureau", second, "verify"))["id"]!;
        Assert.Equal(2, (await bureau.GetStringAsync($"/api/v1/tasks/export?view=unit&ids={id},nonsense")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        // What one does not see is not in one's file either.
        Assert.DoesNotContain(second, await handler.GetStringAsync("/api/v1/tasks/export?view=unit"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await handler.PutAsync($"/api/v1/cases/{second}/watch", null)).StatusCode);
        (await bureau.PutAsync($"/api/v1/cases/{second}/watch", null)).EnsureSuccessStatusCode();
        (await bureau.PutAsync($"/api/v1/cases/{second}/watch", null)).EnsureSuccessStatusCode();
        var watched = (await bureau.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=watching"))!;
        Assert.Equal(second, (string?)Assert.Single(watched["items"]!.AsArray())!["caseNumber"]);
        Assert.Equal(0, (int)(await (await world.ByAsync("ak-handler2")).GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=watching"))!["total"]!);
        (await bureau.DeleteAsync($"/api/v1/cases/{second}/watch")).EnsureSuccessStatusCode();
        Assert.False((bool)(await bureau.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{second}/watch"))!["watching"]!);
    }
}
