using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

/// <summary>What may be done on a case now, as its page offers it: the same answers the acts themselves give.</summary>
public sealed class CaseActsTests
{
    [Fact]
    [Trait("Clause", "AK-15-1c")]
    [Trait("Clause", "AK-15-1d")]
    [Trait("Clause", "X-WF-2")]
    public async Task The_handler_is_offered_an_extension_until_it_is_asked_for_or_too_late()
    {
        await using var world = await World.StartAsync("2025-09-24");
        await world.Clock.MoveTo("2025-09-24T10:00");
        var number = await world.BadRatingUpToAsync("rectify");

        var offered = await ActAsync(world, "ak-handler", number, "extension");
        Assert.Null(offered!["blocked"]);
        Assert.Equal(["1 businessDay", "2 businessDay", "3 businessDay", "4 businessDay", "5 businessDay"], offered["fields"]![0]!["options"]!.AsArray().Select(o => (string)o!["value"]!));
        Assert.True((bool)offered["fields"]!.AsArray().Single(f => (string)f!["name"]! == "stampedFile")!["required"]!);
        Assert.Null(await ActAsync(world, "ak-bureau", number, "extension")); // only the handling unit asks
        Assert.Empty((await ActsAsync(world, "auditor", number))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.ByAsync("ak-handler2")).GetAsync($"/api/v1/cases/{number}/acts")).StatusCode);

        var handler = await world.ByAsync("ak-handler");
        var upload = await world.UploadAsync("ak-handler", "延期申请（盖章）.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"));
        var stamped = (Guid)JsonNode.Parse(await upload.Content.ReadAsStringAsync())!["id"]!;
        var asked = await handler.PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { reason = "需现场核对。", extension = new { amount = 5, unit = "businessDay" }, stampedFile = stamped });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        Assert.Equal("extensionPending", (string)(await ActAsync(world, "ak-handler", number, "extension"))!["blocked"]!["code"]!);

        // The leader reads what the signature is asked for, with the sealed file.
        await world.WaitIdle();
        var task = await (await world.ByAsync("ak-leader")).GetFromJsonTaskAsync(await world.TaskAsync("ak-leader", number, "signOff"));
        Assert.Equal(["申请延期", "延期理由", "申请人"], task["facts"]!.AsArray().Select(f => (string)f!["label"]!));
        Assert.Equal("延期申请（盖章）.pdf", (string)task["facts"]![1]!["files"]![0]!["fileName"]!);
        await world.CompleteAsync("ak-leader", number, "signOff", "declined", new JsonObject { ["reason"] = "按期办结。" });

        await world.Clock.MoveTo("2025-10-09T09:00");
        Assert.Equal("requestWindowClosed", (string)(await ActAsync(world, "ak-handler", number, "extension"))!["blocked"]!["code"]!);
    }

    internal static async Task<JsonObject> ActsAsync(World world, string user, string number) => (await (await world.ByAsync(user)).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/acts"))!;

    private static async Task<JsonNode?> ActAsync(World world, string user, string number, string name) =>
        (await ActsAsync(world, user, number))["items"]!.AsArray().SingleOrDefault(a => (string)a!["name"]! == name);
}
