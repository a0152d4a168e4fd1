using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.EndToEnd.Crash;
using HaoChaPing.Tests;
using Npgsql;
using Xunit;

namespace HaoChaPing.EndToEnd.Nodes;

/// <summary>Two processes on one PostgreSQL: one is frozen, one is killed, the cases go on.</summary>
[Collection(CrashTests.Killed)]
public sealed class TwoNodesTests : IAsyncLifetime
{
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("HCP_TEST_CASES") ?? "300", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string _folder = Directory.CreateTempSubdirectory("nodes-").FullName;
    private TestStore _store = null!;
    private Progress _progress = null!;

    public async Task InitializeAsync()
    {
        _store = await TestStore.CreateAsync(_folder, postgreSql: true);
        _progress = new Progress(_store.Connection);
    }

    [Fact]
    public async Task A_frozen_and_a_killed_node_lose_no_case_repeat_no_step_and_hold_nobody_up()
    {
        // Both start at once on an empty database: one makes it, the other finds it made.
        await using var first = Node.Start(_store.Provider, _store.Connection, _folder, "first");
        await using var second = Node.Start(_store.Provider, _store.Connection, _folder, "second");
        await Task.WhenAll(first.ReadyAsync(), second.ReadyAsync());
        var (bureauAtFirst, bureauAtSecond, auditor) = (await first.AsAsync("ak-bureau"), await second.AsAsync("ak-bureau"), await second.AsAsync("auditor"));
        await ServicesAsync(first);

        var ratings = RatingsAsync(first);
        await _progress.UntilAsync("""SELECT least(count(*), 20) FROM "Tasks" """, 20, Patience); // the work has begun
        await second.FreezeAsync();
        var thaw = AfterAsync(Frozen, second.ThawAsync);
        await ratings;
        var whileFrozen = await _progress.UntilAsync("""SELECT count(*) FROM "Tasks" WHERE "Kind" = 'dispatch'""", Cases, Patience);
        await thaw;

        var completions = CompleteAllAsync(bureauAtFirst, bureauAtSecond);
        await _progress.UntilAsync($"""SELECT least(count(*), {Cases / 3}) FROM "Tasks" WHERE "Status" = 'completed'""", Cases / 3, Patience);
        first.Kill();
        var afterKill = await _progress.UntilAsync("""SELECT count(*) FROM "Tasks" WHERE "Kind" = 'verify' AND "Status" = 'open'""", Cases, Patience);
        await completions;

        Assert.InRange(whileFrozen, TimeSpan.Zero, GoesOnWithin);
        Assert.InRange(afterKill, TimeSpan.Zero, GoesOnWithin);
        foreach (var (type, times) in new[] { ("caseOpened", 1), ("workflowStarted", 1), ("taskOpened", 2), ("taskCompleted", 1) })
            Assert.Equal((type, 0L), (type, await _progress.CountAsync($"""SELECT count(*) FROM "Cases" c WHERE (SELECT count(*) FROM "CaseEvents" e WHERE e."CaseNumber" = c."Number" AND e."Type" = '{type}') <> {times}""")));
        Assert.Equal(Cases, await _progress.CountAsync("""SELECT count(*) FROM "Cases" """));
        Assert.Equal(2 * Cases, await _progress.CountAsync("""SELECT count(*) FROM "Tasks" """));
        Assert.Equal(2 * Cases, await _progress.CountAsync("""SELECT count(*) FROM "WorkflowJournal" """)); // two bursts each
        Assert.Equal(0, await _progress.CountAsync("""SELECT count(*) FROM "WorkflowCommands" WHERE "FailedAt" IS NOT NULL OR NOT "IsPlanned" """));
        Assert.True((bool)(await auditor.GetFromJsonAsync<JsonObject>("/api/v1/audit/verify"))!["ok"]!);
    }

    /// <summary>Every dispatch task once, by callers who repeat a call under its key, at the other node, until it is answered.</summary>
    private async Task CompleteAllAsync(params HttpClient[] bureau)
    {
        var tasks = new ConcurrentQueue<Guid>(await TasksAsync());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
        {
            while (tasks.TryDequeue(out var task))
                for (var at = caller; !await TryCompleteAsync(bureau[at % bureau.Length], task); at++) { }
        }));
    }

    private static async Task<bool> TryCompleteAsync(HttpClient bureau, Guid task)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{task}/complete") { Content = JsonContent.Create(new { outcome = "dispatched", fields = new { note = "请按期办理。" } }) };
        call.Headers.Add("Idempotency-Key", task.ToString());
        try
        {
            using var answer = await bureau.SendAsync(call);
            Assert.Equal((HttpStatusCode.OK, task), (answer.StatusCode, task));
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // the node has died
        }
    }

    private async Task<List<Guid>> TasksAsync()
    {
        await using var source = NpgsqlDataSource.Create(_store.Connection);
        await using var command = source.CreateCommand("""SELECT "Id" FROM "Tasks" WHERE "Kind" = 'dispatch'""");
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> tasks = [];
        while (await reader.ReadAsync()) tasks.Add(reader.GetGuid(0));
        return tasks;
    }

    private static Task ServicesAsync(Node node) => SendAsync(node, "services", i => new JsonObject
    {
        ["region"] = "AK", ["externalId"] = $"svc-{i}", ["serialNo"] = $"SN-{i}", ["item"] = new JsonObject { ["code"] = "spjy", ["name"] = "食品经营许可（新办）" }, ["kind"] = "matter",
        ["mode"] = "window", ["unit"] = "ak-unit-1", ["place"] = "政务服务大厅", ["window"] = "12", ["startedAt"] = "2025-03-03T08:10:00+08:00", ["completedAt"] = "2025-03-03T08:50:00+08:00",
    });

    private static Task RatingsAsync(Node node) => SendAsync(node, "ratings", i => new JsonObject
    {
        ["region"] = "AK", ["channel"] = "window", ["externalId"] = $"r-{i}", ["serviceExternalId"] = $"svc-{i}", ["target"] = "item", ["level"] = "dissatisfied",
        ["reasons"] = new JsonArray(new JsonObject { ["text"] = "未在承诺时间内办结" }), ["ratedAt"] = "2025-03-03T08:55:00+08:00",
    });

    private static async Task SendAsync(Node node, string what, Func<int, JsonObject> line)
    {
        using var channel = await node.AsAsync("channel");
        foreach (var some in Enumerable.Range(0, Cases).Chunk(5_000))
        {
            using var body = new StringContent(string.Join('\n', some.Select(i => line(i).ToJsonString())));
            body.Headers.ContentType = new("application/x-ndjson");
            var answer = await channel.PostAsync($"/api/v1/{what}/bulk", body);
            Assert.DoesNotContain("\"code\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task AfterAsync(TimeSpan span, Func<Task> act)
    {
        using var timer = new PeriodicTimer(span);
        await timer.WaitForNextTickAsync();
        await act();
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
