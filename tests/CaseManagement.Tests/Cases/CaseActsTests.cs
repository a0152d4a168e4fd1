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

    [Fact]
    [Trait("Clause", "AK-15-4")]
    [Trait("Clause", "X-CLK-2")]
    [Trait("Clause", "X-CLK-6")]
    [Trait("Clause", "TJ-5-1b")]
    [Trait("Clause", "AK-16-2")]
    public async Task Everybody_is_offered_what_the_permission_table_and_the_pack_let_them_do()
    {
        await using var world = await World.StartAsync("2025-09-24");
        await world.Clock.MoveTo("2025-09-24T10:00");
        var number = await world.BadRatingUpToAsync("rectify");

        var handler = await ActsAsync(world, "ak-handler", number);
        Assert.Equal(["appeal", "comment", "extension", "reclassify"], Names(handler));
        Assert.Equal(["simple"], handler["items"]!.AsArray().Single(a => (string)a!["name"]! == "reclassify")!["fields"]![0]!["options"]!.AsArray().Select(o => (string)o!["value"]!)); // complex is convened
        Assert.Contains("extensionRequest", handler["permissions"]!.AsArray().Select(p => (string)p!));
        var bureau = await ActsAsync(world, "ak-bureau", number);
        Assert.Equal(["accountability", "comment", "coordination", "reassign", "urge"], Names(bureau));
        Assert.DoesNotContain("ak-unit-1", bureau["items"]!.AsArray().Single(a => (string)a!["name"]! == "reassign")!["fields"]![0]!["options"]!.AsArray().Select(o => (string)o!["value"]!));
        Assert.Contains("shirking", bureau["items"]!.AsArray().Single(a => (string)a!["name"]! == "accountability")!["fields"]![0]!["options"]!.AsArray().Select(o => (string)o!["value"]!));

        // What the list offers, the act takes; afterwards it says why it waits and the case shows every department.
        var convened = await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/cases/{number}/coordination", new { units = new[] { "ak-county-1" }, reason = "涉及县审批部门。" });
        Assert.Equal(HttpStatusCode.Created, convened.StatusCode);
        await world.WaitIdle();
        Assert.Equal("coordinationOpen", (string)(await ActAsync(world, "ak-bureau", number, "coordination"))!["blocked"]!["code"]!);
        var joint = (await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/coordination"))!["items"]![0]!;
        Assert.All(joint["departments"]!.AsArray(), d => Assert.Equal("waiting", (string)d!["status"]!));
        Assert.Contains("ak-county-1", joint["departments"]!.AsArray().Select(d => (string)d!["unit"]!));

        Assert.Equal(HttpStatusCode.Created, (await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/cases/{number}/urge", new { text = "本周内报办理进展。" })).StatusCode);
        var urging = (await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/urgings"))!["items"]![0]!;
        Assert.Equal(("open", "本周内报办理进展。"), ((string)urging["status"]!, (string)urging["text"]!));
    }

    private static IEnumerable<string> Names(JsonObject acts) => acts["items"]!.AsArray().Select(a => (string)a!["name"]!).Order(StringComparer.Ordinal);

    internal static async Task<JsonObject> ActsAsync(World world, string user, string number) => (await (await world.ByAsync(user)).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/acts"))!;

    private static async Task<JsonNode?> ActAsync(World world, string user, string number, string name) =>
        (await ActsAsync(world, user, number))["items"]!.AsArray().SingleOrDefault(a => (string)a!["name"]! == name);
}
