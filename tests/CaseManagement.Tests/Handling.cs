using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests;

/// <summary>What the people of a case do, over HTTP, so that a test reads like the case.</summary>
internal static class Handling
{
    public const string CityUnit = "ak-unit-1";
    public const string CountyUnit = "ak-unit-2";

    private static readonly ConditionalWeakTable<World, Dictionary<string, HttpClient>> SignedIn = [];

    /// <summary>The person's program, signed in once in a world.</summary>
    public static async Task<HttpClient> ByAsync(this World world, string user)
    {
        var known = SignedIn.GetOrCreateValue(world);
        if (known.TryGetValue(user, out var client)) return client;
        return known[user] = await world.As(user);
    }

    /// <summary>A service that ended an hour ago.</summary>
    public static async Task ServiceAsync(this World world, string externalId, string unit = CityUnit, string? serialNo = null)
    {
        var service = await world.Channel().PostAsJsonAsync("/api/v1/services", new
        {
            region = "AK", externalId, serialNo, item = new { code = "spjy", name = "食品经营许可（新办）" }, kind = "matter", mode = "window",
            unit, place = "安康市政务服务大厅", window = "12", startedAt = world.Clock.Now.AddHours(-2), completedAt = world.Clock.Now.AddHours(-1),
            applicant = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001" },
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
    }

    /// <summary>A service and a bad rating of it; answers the number of the case that opened.</summary>
    public static async Task<string> BadRatingAsync(this World world, string unit = CityUnit, string id = "1")
    {
        var channel = world.Channel();
        await world.ServiceAsync($"svc-{id}", unit, $"SN-{id}");
        var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "AK", channel = "window", externalId = $"r-{id}", serviceExternalId = $"svc-{id}", target = "item", scope = "single", level = "dissatisfied",
            reasons = new[] { new { text = "未在承诺时间内办结" } }, text = "跑了三次。", @public = true,
            rater = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001", verified = true }, ratedAt = world.Clock.Now,
        });
        Assert.True(rating.IsSuccessStatusCode, await rating.Content.ReadAsStringAsync());
        var number = (await rating.Content.ReadFromJsonAsync<JsonObject>())!["case"]!["number"]!.GetValue<string>();
        await world.WaitIdle();
        return number;
    }

    /// <summary>A case that stands before the named step.</summary>
    public static async Task<string> BadRatingUpToAsync(this World world, string step, string unit = CityUnit, string id = "1")
    {
        var number = await world.BadRatingAsync(unit, id);
        var handler = unit == CityUnit ? "ak-handler" : "ak-handler2";
        if (step == "dispatch") return number;
        await world.CompleteAsync("ak-bureau", number, "dispatch");
        if (unit == CountyUnit) await world.CompleteAsync("ak-county", number, "dispatch");
        foreach (var kind in new[] { "verify", "rectify", "reply" }.TakeWhile(kind => kind != step)) await world.CompleteAsync(handler, number, kind);
        return number;
    }

    /// <summary>The open task of the case as this person sees it in the inbox.</summary>
    public static async Task<JsonObject> TaskAsync(this World world, string user, string number, string kind)
    {
        var client = await world.ByAsync(user);
        var page = await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view=unit&q={number}&kind={kind}");
        return Assert.Single(page!["items"]!.AsArray())!.AsObject();
    }

    /// <summary>Completes the open task of this kind with a lawful form.</summary>
    public static async Task CompleteAsync(this World world, string user, string number, string kind, string? outcome = null, JsonObject? fields = null, params Guid[] attachments)
    {
        var task = await world.TaskAsync(user, number, kind);
        var answer = await world.TryCompleteAsync(user, (Guid)task["id"]!, outcome ?? (string)task["outcomes"]![0]!["name"]!, fields ?? Filled(world, kind), attachments);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await world.WaitIdle();
    }

    public static async Task<HttpResponseMessage> TryCompleteAsync(this World world, string user, Guid task, string outcome, JsonObject fields, params Guid[] attachments) =>
        await (await world.ByAsync(user)).PostAsJsonAsync($"/api/v1/tasks/{task}/complete", new { outcome, fields, attachments });

    /// <summary>The fields a careful handler fills in.</summary>
    public static JsonObject Filled(World world, string kind) => kind switch
    {
        "dispatch" => new JsonObject { ["note"] = "请按期办理。" },
        "verify" => new JsonObject { ["class"] = "general", ["contacted"] = true, ["contactMethod"] = "phone", ["findings"] = "首次咨询未出具一次性告知单，属实。" },
        "rectify" => new JsonObject
        {
            ["rootCause"] = "告知不到位", ["measures"] = "窗口首次咨询一律当场出具一次性告知单。", ["finishedOn"] = world.Clock.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["responsible"] = "窗口负责人",
        },
        "reply" => new JsonObject { ["method"] = "phone", ["text"] = "您反映的问题已整改，欢迎监督。" },
        _ => new JsonObject { ["note"] = "已核对，重新上传。" },
    };

    public static async Task<JsonObject> CaseAsync(this World world, string number, string user = "auditor") =>
        (await (await world.ByAsync(user)).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!;

    /// <summary>The history of the case, oldest first.</summary>
    public static async Task<List<JsonObject>> EventsAsync(this World world, string number) =>
        [.. (await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/events"))!["items"]!.AsArray().Select(e => e!.AsObject())];

    public static async Task<string> CodeAsync(this HttpResponseMessage answer) => (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!;

    /// <summary>JSON pointers of the bad fields of a refusal.</summary>
    public static async Task<List<string>> PointersAsync(this HttpResponseMessage answer) =>
        [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray().Select(e => (string)e!["pointer"]!)];

    public static async Task<HttpResponseMessage> UploadAsync(this World world, string user, string fileName, byte[] content, string? caseNumber = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", fileName } };
        if (caseNumber is not null) form.Add(new StringContent(caseNumber), "caseNumber");
        return await (await world.ByAsync(user)).PostAsync("/api/v1/attachments", form);
    }

    /// <summary>Reads one task with its form.</summary>
    public static async Task<JsonObject> GetFromJsonTaskAsync(this HttpClient client, JsonObject row) => (await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{(string)row["id"]!}"))!;

    /// <summary>Returns when the upper platform's receipt has closed the case.</summary>
    public static async Task UploadedAsync(this World world, string number)
    {
        await world.Services.GetRequiredService<UploadSender>().SendDueAsync(CancellationToken.None);
        await world.WaitIdle();
    }

    /// <summary>As if this colleague had claimed the task.</summary>
    public static async Task HeldByAsync(this World world, Guid task, string colleague)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
        (await db.Tasks.SingleAsync(t => t.Id == task)).Assignee = colleague;
        await transaction.CommitAsync(CancellationToken.None);
    }
}
