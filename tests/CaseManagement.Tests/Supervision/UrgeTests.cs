using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Supervision;

/// <summary>督办: a notice, an event, and an answer that is owed.</summary>
public sealed class UrgeTests
{
    [Fact]
    [Trait("Clause", "TJ-5-1b")]
    [Trait("Clause", "SP-5.5"), Trait("Clause", "SP-4.3b")]
    public async Task The_unit_has_to_answer_and_both_stand_in_the_history()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");
        var bureau = await world.ByAsync("ak-bureau");

        Assert.Equal("textRequired", await (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/urge", new { text = " " })).CodeAsync());
        Assert.Equal(HttpStatusCode.Created, (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/urge", new { text = "本周内联系评价人0001（13800000001），报办理进展。" })).StatusCode);
        await world.WaitIdle();
        var task = await (await world.ByAsync("ak-handler")).GetFromJsonTaskAsync(await world.TaskAsync("ak-handler", number, "answerUrge"));
        Assert.Equal($"本周内联系{Mask.Name("评价人0001")}（138****0001），报办理进展。", (string)task["facts"]![0]!["text"]!);
        await world.CompleteAsync("ak-handler", number, "answerUrge", fields: new JsonObject { ["answer"] = "周五前整改完成，已告知 13800000001。" });
        var urging = (await bureau.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/urgings"))!["items"]![0]!;
        foreach (var words in new[] { (string)urging["text"]!, (string)urging["answer"]! }) Assert.DoesNotMatch("13800000001|评价人0001", words);
        Assert.Contains("138****0001", (string)urging["answer"]!, StringComparison.Ordinal);

        Assert.Equal(["urged", "urgeAnswered"], (await world.EventsAsync(number)).Select(e => (string)e["type"]!).Where(t => t.StartsWith("urge", StringComparison.Ordinal)));
        Assert.DoesNotContain("周五前整改完成", string.Join("", (await world.EventsAsync(number)).Select(e => e.ToJsonString())));
    }

    [Fact]
    [Trait("Clause", "X-ROLE-1")]
    public async Task A_handler_presses_nobody()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");

        var answer = await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/urge", new { text = "快办。" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
