using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.EndToEnd.Crash;

/// <summary>A bad rating from the wire to the receipt, played by callers who repeat a call, under the same key, until it is answered.</summary>
internal sealed class Story(CrashingServer server) : IDisposable
{
    private const string Channel = "channel";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Dictionary<string, string> _tokens = [];
    private readonly HttpClient _client = new() { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };

    public async Task SignInAsync()
    {
        foreach (var userName in (string[])["ak-bureau", "ak-county", "ak-handler2", "auditor"])
        {
            var answer = await _client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = DemoAccounts.Password });
            _tokens[userName] = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
        }
    }

    /// <summary>Returns the case's number once it is closed.</summary>
    public async Task<string> PlayAsync()
    {
        await DoneAsync(Channel, "/api/v1/services", new JsonObject
        {
            ["region"] = "AK", ["externalId"] = "svc-1", ["serialNo"] = "AK-1", ["item"] = new JsonObject { ["code"] = "spjy", ["name"] = "食品经营许可（新办）" },
            ["kind"] = "matter", ["mode"] = "window", ["unit"] = "ak-unit-2", ["place"] = "政务服务大厅", ["window"] = "12",
            ["startedAt"] = "2025-03-03T08:10:00+08:00", ["completedAt"] = "2025-03-03T08:50:00+08:00",
        });
        var rating = await DoneAsync(Channel, "/api/v1/ratings", new JsonObject
        {
            ["region"] = "AK", ["channel"] = "window", ["externalId"] = "r-1", ["serviceExternalId"] = "svc-1", ["target"] = "item", ["level"] = "dissatisfied",
            ["reasons"] = new JsonArray(new JsonObject { ["text"] = "未在承诺时间内办结" }), ["ratedAt"] = "2025-03-03T08:55:00+08:00",
        });
        var number = (string)rating["case"]!["number"]!;
        await CompleteAsync("ak-bureau", number, "dispatch", []);
        await CompleteAsync("ak-county", number, "dispatch", []);
        await CompleteAsync("ak-handler2", number, "verify", new JsonObject
        {
            ["class"] = "general", ["contacted"] = true, ["contactMethod"] = "phone", ["findings"] = "情况属实。",
        });
        await MoveClockAsync("2025-05-12T09:00:00+08:00"); // past its warnings and its due
        await CompleteAsync("ak-handler2", number, "rectify", new JsonObject
        {
            ["rootCause"] = "告知不到位", ["measures"] = "一次性告知。", ["finishedOn"] = "2025-05-09", ["responsible"] = "窗口负责人",
        });
        await CompleteAsync("ak-handler2", number, "reply", new JsonObject { ["method"] = "phone", ["text"] = "已整改。" });
        await SeenAsync($"/api/v1/cases/{number}", "auditor", answer => (string?)answer["status"] == "closed");
        return number;
    }

    /// <summary>Everything of the case that chance does not change, as lines.</summary>
    public async Task<IReadOnlyList<string>> EndingAsync(string number, string database)
    {
        var audit = await SeenAsync("/api/v1/audit/verify", "auditor", _ => true);
        var store = new DbContextOptionsBuilder<SqliteCaseDbContext>();
        store.UseSqliteStore($"Data Source={database};Pooling=False");
        await using var db = new SqliteCaseDbContext(store.Options);
        var events = await db.CaseEvents.Where(e => e.CaseNumber == number).OrderBy(e => e.Seq).ToListAsync();
        var tasks = await db.Tasks.OrderBy(t => t.CreatedAt).ToListAsync();
        var instance = await db.Instances.SingleAsync();
        var deadlines = await db.Deadlines.OrderBy(d => d.Timer).ToListAsync();
        return
        [
            $"chains hold: {audit["ok"]}",
            $"services {await db.Set<ServiceMatter>().CountAsync()}, ratings {await db.Ratings.CountAsync()}, cases {await db.Cases.CountAsync()}, uploads {await db.Set<UploadItem>().CountAsync()}",
            $"commands left {await db.Commands.CountAsync()}, bookmarks left {await db.Bookmarks.CountAsync()}, instance {instance.Status} {instance.SubStatus}",
            .. events.Select(e => $"event {e.Seq} {e.Type} by {e.Actor} {e.Role} {e.Unit}"),
            .. tasks.Select(t => $"task {t.Kind} {t.Status} {t.Outcome} by {t.CompletedBy}"),
            .. deadlines.Select(d => $"deadline {d.Timer} {d.Status} due {d.DueAt:O} overdue {d.OverdueAt is not null}"),
        ];
    }

    public void Dispose() => _client.Dispose();

    private async Task CompleteAsync(string userName, string number, string kind, JsonObject fields)
    {
        var list = await SeenAsync($"/api/v1/tasks?view=unit&kind={kind}&q={number}", userName, answer => answer["items"]!.AsArray().Count > 0);
        var task = Assert.Single(list["items"]!.AsArray())!;
        await DoneAsync(userName, $"/api/v1/tasks/{task["id"]}/complete", new JsonObject
        {
            ["outcome"] = task["outcomes"]![0]!["name"]!.GetValue<string>(), ["fields"] = fields,
        });
    }

    // The clock knows no key: a repetition finds it moved already.
    private async Task MoveClockAsync(string now)
    {
        using var answer = await AnswerAsync("auditor", HttpMethod.Post, "/api/v1/demo/clock", new JsonObject { ["now"] = now }, key: null);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonObject> DoneAsync(string who, string path, JsonObject body)
    {
        using var answer = await AnswerAsync(who, HttpMethod.Post, path, body, key: Guid.NewGuid().ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}\n{server.Output}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Looks until it sees what it waits for.</summary>
    private async Task<JsonObject> SeenAsync(string path, string userName, Func<JsonObject, bool> isThere)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Pause.ShortAsync())
        {
            using var answer = await AnswerAsync(userName, HttpMethod.Get, path, body: null, key: null);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonObject>() is { } json && isThere(json)) return json;
        }
        throw new InvalidOperationException($"Expected to see a change at {path} within {Patience}, but there was none:\n{server.Output}");
    }

    /// <summary>Repeats a call whose answer was cut off by a death.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(string who, HttpMethod method, string path, JsonObject? body, string? key)
    {
        while (true)
        {
            await server.RunAsync();
            using var request = new HttpRequestMessage(method, path);
            if (who == Channel) request.Headers.Add("X-Api-Key", DemoAccounts.ChannelKey);
            else request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[who]);
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            if (body is not null) request.Content = JsonContent.Create(body);
            try
            {
                return await _client.SendAsync(request);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                await server.DiedAsync();
            }
        }
    }
}
