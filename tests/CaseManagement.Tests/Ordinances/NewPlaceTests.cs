using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>docs/new-place.md, done: an invented county with its own level names, limits and routing and one more step, by files alone.</summary>
[Trait("Pace", "Slow")]
public sealed class NewPlaceTests : IDisposable
{
    private readonly string _definitions = Law.CopyTo(Directory.CreateTempSubdirectory("haochaping-definitions-").FullName);

    public void Dispose() => Directory.Delete(_definitions, recursive: true);

    private void Write(string path, JsonNode content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_definitions, path))!);
        File.WriteAllText(Path.Combine(_definitions, path), content.ToJsonString());
    }

    private void WriteCounty()
    {
        var pack = Law.AkPack();
        pack["meta"] = JsonNode.Parse("""{"id":"XA","version":"1.0.0","title":"新安县政务服务“好差评”管理办法","issuer":"新安县人民政府","legalStatus":"inForce","effectiveFrom":"2025-01-01"}""");
        pack["scope"]!["regions"] = new JsonArray("新安县");
        string[] names = ["很好", "好", "一般", "差", "很差"];
        for (var i = 0; i < names.Length; i++) pack["rating"]!["levels"]![i]!["name"] = names[i];
        pack["roles"] = JsonNode.Parse("""
            [ {"code":"countyOffice","name":"县政务服务办","level":"county","permissions":["packEdit","packPublish","workflowEdit","dispatch","urge","extensionApprove","appealDecide","coordinate","followUp","rehandleOrder","spotCheck","bulletinIssue","publish","accountabilityOpen"]},
              {"code":"stationHandler","name":"办事站","level":"department","permissions":["accept","contactRater","verify","classify","rectify","reply","upload","appealFile","extensionRequest"]},
              {"code":"auditor","name":"审计人员","level":"county","permissions":["audit"]} ]
            """);
        pack["routing"] = JsonNode.Parse("""{"principles":["byLevel"],"rules":[{"when":{},"path":["countyOffice","stationHandler"]}],"byCause":{"service":"handlingUnit","platform":"handlingUnit"},"dispatchLimit":null,"reassignmentResetsClock":false}""");
        (pack["bulletins"], pack["spotCheck"]) = (new JsonArray(), new JsonObject());
        pack["timers"]!["case.general"]!["limit"]!["amount"] = 7;
        pack["timers"]!["case.general"]!["ref"] = "第八条";
        pack["case"]!["workflow"] = "xa-loop";
        foreach (var pointer in new[] { "/rating/onExpiry", "/timers/appeal.review", "/ranking/lowRank" }) CaseManagement.Ordinances.JsonPointer.Find(pack, pointer)!["stated"] = true;
        Write("ordinances/xa/pack.json", pack);
        Write("ordinances/xa/clauses.json", JsonNode.Parse("""{"document":"新安县政务服务“好差评”管理办法","clauses":[{"clause":"第八条","label":"第八条　","text":"一般差评，自收到之日起7个工作日内办结，经县政务服务办会签后回复。","requirements":["第八条"]}]}""")!);
        Write("forms/xa-countersign.json", JsonNode.Parse("""{"name":"xa-countersign","title":"县政务服务办会签","outcomes":[{"name":"agreed","label":"同意回复"}],"fields":[{"name":"opinion","label":"会签意见","type":"text","required":true,"maxLength":500}]}""")!);
        Write("ordinances/xa/workflows/xa-loop.json", WithCountersign());
    }

    // The built-in loop with one step between 整改 and 回复.
    private static JsonObject WithCountersign()
    {
        var flow = Law.Json("workflows", "closed-loop.json");
        (flow["id"], flow["definitionId"], flow["name"]) = ("xa-loop-v1", "xa-loop", "新安县差评办理");
        var activities = flow["root"]!["activities"]!.AsArray();
        var step = activities.Single(a => a!["id"]!.GetValue<string>() == "reply")!.DeepClone();
        step["id"] = "countersign";
        step["nodeId"] = step["nodeId"]?.GetValue<string>().Replace("reply", "countersign", StringComparison.Ordinal);
        Input(step, "kind", "countersign");
        Input(step, "form", "xa-countersign");
        Input(step, "unit", "nearest");
        step["role"]!["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "countyOffice" };
        activities.Add(step);
        var connections = flow["root"]!["connections"]!.AsArray();
        var before = connections.Single(c => c!["source"]!["activity"]!.GetValue<string>() == "rectify" && c["source"]!["port"]!.GetValue<string>() == "rectified")!;
        before["target"]!["activity"] = "countersign";
        connections.Add(JsonNode.Parse("""{"source":{"activity":"countersign","port":"agreed"},"target":{"activity":"reply","port":"In"},"vertices":[]}"""));
        return flow;

        static void Input(JsonNode activity, string name, string value) => activity[name]!["expression"]!["value"] = value;
    }

    [Fact]
    [Trait("Clause", "X-WF-1"), Trait("Clause", "X-PACK-1"), Trait("Clause", "X-CLK-8")]
    public async Task An_invented_county_runs_by_files_alone()
    {
        WriteCounty();
        Write("forms/xa-spoilt.json", JsonNode.Parse("""{"name":"another","title":"","outcomes":[],"fields":[]}""")!);
        await using var world = await World.StartAsync("2025-03-03", definitions: _definitions);
        var reader = await world.ByAsync("auditor");
        var faults = (await reader.GetFromJsonAsync<JsonObject>("/api/v1/ordinances/faults"))!["items"]!;
        Assert.True(faults.AsArray().Count == 1, faults.ToJsonString());
        Assert.Equal("forms/xa-spoilt.json", (string?)faults[0]!["file"]); // the rest runs without it
        Assert.Equal(["/title", "/outcomes", "/name"], faults[0]!["errors"]!.AsArray().Select(e => (string)e!["pointer"]!));

        var number = await RateAsync(world);
        await world.CompleteAsync("xa-bureau", number, "dispatch");
        await world.CompleteAsync("xa-handler", number, "verify", fields: General(world));
        var due = (await reader.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!;
        await world.CompleteAsync("xa-handler", number, "rectify");
        await world.CompleteAsync("xa-bureau", number, "countersign", fields: new JsonObject { ["opinion"] = "同意。" });
        await world.CompleteAsync("xa-handler", number, "reply");
        await world.UploadedAsync(number);

        Assert.Contains("2025-03-12", due.ToJsonString(), StringComparison.Ordinal); // seven working days
        Assert.Contains("第八条", System.Text.RegularExpressions.Regex.Unescape(due.ToJsonString()), StringComparison.Ordinal);
        var closed = (await reader.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!;
        Assert.Equal("closed", (string?)closed["status"]);
        var pack = (await reader.GetFromJsonAsync<JsonObject>("/api/v1/ordinances/XA"))!;
        Assert.Equal("很差", (string?)pack["rating"]!["levels"]![4]!["name"]);
    }

    private static JsonObject General(World world)
    {
        var fields = Handling.Filled(world, "verify");
        fields["class"] = "general";
        return fields;
    }

    private static async Task<string> RateAsync(World world)
    {
        var channel = world.Channel();
        var service = await channel.PostAsJsonAsync("/api/v1/services", new
        {
            region = "XA", externalId = "svc-1", serialNo = "SN-1", item = new { code = "spjy", name = "食品经营许可" }, kind = "matter", mode = "window", unit = "xa-unit-1", place = "新安县政务服务大厅", window = "1",
            startedAt = world.Clock.Now.AddHours(-2), completedAt = world.Clock.Now.AddHours(-1), applicant = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001" },
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
        var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "XA", channel = "window", externalId = "r-1", serviceExternalId = "svc-1", target = "item", scope = "single", level = "veryDissatisfied", reasons = new[] { new { text = "未在承诺时间内办结" } },
            text = "跑了三次。", @public = true, rater = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001", verified = true }, ratedAt = world.Clock.Now,
        });
        var json = await rating.Json();
        Assert.True(rating.IsSuccessStatusCode, json.ToJsonString());
        await world.WaitIdle();
        return json["case"]!["number"]!.GetValue<string>();
    }
}
