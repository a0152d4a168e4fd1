using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Tests.Intake;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Upload;

/// <summary>The upload step in an instance of its own beside the case's, sent again whenever <c>resend</c> is signalled.</summary>
[Trait("Store", "Both")]
public sealed class UploadTests : IAsyncLifetime
{
    private const string Definition = """
        { "definitionId": "upload-only", "name": "只有上传", "root": { "id": "f", "nodeId": "Workflow1:f", "type": "Elsa.Flowchart", "version": 1,
          "activities": [
            { "id": "start", "nodeId": "Workflow1:f:start", "type": "Elsa.Start", "version": 1 },
            { "id": "upload", "nodeId": "Workflow1:f:upload", "type": "HaoChaPing.Upload", "version": 1 },
            { "id": "wait", "nodeId": "Workflow1:f:wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "resend" } } },
            { "id": "end", "nodeId": "Workflow1:f:end", "type": "Elsa.End", "version": 1 } ],
          "connections": [
            { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "upload" } },
            { "source": { "activity": "upload", "port": "Accepted" }, "target": { "activity": "end" } },
            { "source": { "activity": "upload", "port": "Rejected" }, "target": { "activity": "wait" } },
            { "source": { "activity": "upload", "port": "Exhausted" }, "target": { "activity": "wait" } },
            { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "upload" } } ] } }
        """;
    private World _world = null!;
    private HttpClient _platform = null!;
    private string _case = "";

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync(adjust: builder =>
        {
            builder.Configuration["Upload:Timeout"] = "00:00:00.5";
            (builder.Configuration["Upload:Delays:0"], builder.Configuration["Upload:Delays:1"]) = ("00:00:10", "00:01:00");
            World.SendsWhenTold(builder);
        });
        _platform = _world.UpperPlatform();
        await using (var scope = _world.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DefinitionCatalog>().ImportAsync(Definition, Cause.System, CancellationToken.None);
        _case = await BadRating();
        await Queue(queue => queue.Start("upload-only", _case, [], Cause.System));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact, Trait("Clause", "AK-5-1b"), Trait("Clause", "AK-15-2")]
    public async Task The_receipt_finishes_the_step_and_stands_in_the_history()
    {
        Assert.Equal("queued", (await Items()).Single().Status);

        await Send();

        var item = (await Items()).Single();
        var kept = (await Received()).Single()!;
        Assert.Equal(("accepted", kept["receiptId"]!.GetValue<string>(), 1), (item.Status, item.ReceiptId, item.Attempts));
        Assert.Equal(item.Id.ToString(), kept["key"]!.GetValue<string>());
        Assert.Equal("done", await _world.Read(db => db.CaseSteps.Where(s => s.CaseNumber == _case && s.Step == "upload").Select(s => s.State).SingleAsync()));
        Assert.Equal(["uploadQueued", "uploadAccepted"], await Events());
        Assert.Contains(item.ReceiptId!, await _world.Read(db => db.CaseEvents.Where(e => e.Type == "uploadAccepted").Select(e => e.Data).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact, Trait("Clause", "AK-19c")]
    public async Task The_message_names_rating_service_level_and_steps_but_no_person()
    {
        await Send();

        var payload = (await Received()).Single()!["payload"]!;
        Assert.Equal(("dissatisfied", "province", _case), (payload["rating"]!["level"]!.GetValue<string>(), payload["target"]!.GetValue<string>(), payload["caseNumber"]!.GetValue<string>()));
        Assert.Equal(["dispatch", "verify", "rectify", "reply"], payload["steps"]!.AsArray().Select(s => s!["step"]!.GetValue<string>()));
        Assert.NotNull(payload["service"]!["serialNo"]);
        var all = payload.ToJsonString(EventHash.Json);
        Assert.All(new[] { "评价人甲乙", "610902190001010011", "13800009876" }, personal => Assert.DoesNotContain(personal, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejection_comes_back_with_the_platforms_reason_and_a_resend_is_a_new_message()
    {
        await Tell("reject", 1, "缺少整改日期");
        await Send();
        var rejected = (await Items()).Single();
        Assert.Equal(("rejected", "缺少整改日期"), (rejected.Status, rejected.Error));

        await Signal("resend");
        await Send();

        Assert.Equal(["rejected", "accepted"], (await Items()).Select(i => i.Status));
        Assert.Equal(["uploadQueued", "uploadRejected", "uploadQueued", "uploadAccepted"], await Events());
        Assert.Single(await Received());
    }

    [Theory]
    [InlineData("fail", "上级平台应答 HTTP 500。")]
    [InlineData("timeout", "上级平台没有按时应答。")]
    public async Task A_failure_is_tried_again_by_the_machines_clock(string mode, string error)
    {
        await Tell(mode, 1);
        await Send();
        Assert.Equal(("queued", error, 1), (await Items()).Select(i => (i.Status, i.Error, i.Attempts)).Single());

        await _world.Clock.MoveTo("2025-03-20T09:00"); // weeks of business time use up no retry
        Assert.Equal(0, await Send());
        _world.Machine.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await Send());

        Assert.Equal(("accepted", 2), (await Items()).Select(i => (i.Status, i.Attempts)).Single());
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_the_platform_keeps_one_item()
    {
        await Tell("lose", 1);
        await Send();
        _world.Machine.Advance(TimeSpan.FromSeconds(10));

        await Send();

        Assert.Equal("accepted", (await Items()).Single().Status);
        Assert.Single(await Received());
        Assert.Equal(["uploadQueued", "uploadAccepted"], await Events());
    }

    [Fact]
    public async Task A_receipt_delivered_twice_counts_once()
    {
        await Tell("twice", null);

        await Send();

        Assert.Equal("accepted", (await Items()).Single().Status);
        Assert.Equal(["uploadQueued", "uploadAccepted"], await Events());
    }

    [Fact]
    public async Task When_patience_is_at_its_end_the_step_says_so_and_people_can_send_again()
    {
        await Tell("fail", null);
        for (var i = 0; i < 3; i++)
        {
            await Send();
            _world.Machine.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(("failed", 3), (await Items()).Select(i => (i.Status, i.Attempts)).Single());
        Assert.Equal(["uploadQueued", "uploadFailed"], await Events());

        await Tell("accept", null);
        await Signal("resend");
        await Send();

        Assert.Equal(["failed", "accepted"], (await Items()).Select(i => i.Status));
    }

    [Fact]
    public async Task A_restart_before_the_answer_was_stored_sends_the_same_key_again()
    {
        var item = (await Items()).Single();
        // As if the process had died between the platform's receipt and our commit.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/items") { Content = new StringContent(item.Payload, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", item.Id.ToString());
        (await _platform.SendAsync(request)).EnsureSuccessStatusCode();

        await _world.RestartAsync();
        await Send();

        Assert.Equal("accepted", (await Items()).Single().Status);
        Assert.Single(await Received());
    }

    private async Task<string> BadRating()
    {
        var at = new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.FromHours(8));
        var channel = _world.Channel();
        (await channel.PostAsJsonAsync("/api/v1/services", SampleDays.Service("sv-0-1", "window", at, at.AddMinutes(20), 0))).EnsureSuccessStatusCode();
        var rating = SampleDays.Rating("r-1", "window", "sv-0-1", "item", "dissatisfied", at.AddMinutes(30));
        rating["rater"] = new JsonObject { ["kind"] = "naturalPerson", ["name"] = "评价人甲乙", ["idNumber"] = "610902190001010011", ["phone"] = "13800009876" };
        var answer = await (await channel.PostAsJsonAsync("/api/v1/ratings", rating)).Content.ReadFromJsonAsync<JsonObject>();
        return answer!["case"]!["number"]!.GetValue<string>();
    }

    private async Task<int> Send()
    {
        var sent = await _world.Services.GetRequiredService<UploadSender>().SendDueAsync(CancellationToken.None);
        await _world.WaitIdle();
        return sent;
    }

    private async Task Tell(string mode, int? next, string? reason = null) =>
        (await _platform.PostAsJsonAsync("/control", new { mode, next, reason })).EnsureSuccessStatusCode();

    private Task Signal(string name) => Queue(queue => queue.Signal(_case, name, null, Cause.System));

    private async Task Queue(Action<WorkflowQueue> stage)
    {
        await using (var scope = _world.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            await using var transaction = await services.GetRequiredService<StoreDialect>().BeginAsync(services.GetRequiredService<WorkflowDbContext>(), _case, CancellationToken.None);
            stage(services.GetRequiredService<WorkflowQueue>());
            await transaction.CommitAsync(CancellationToken.None);
        }
        await _world.WaitIdle();
    }

    private Task<List<UploadItem>> Items() => _world.Read(db => db.Set<UploadItem>().AsNoTracking().OrderBy(i => i.Id).ToListAsync());

    private Task<List<string>> Events() => _world.Read(db => db.CaseEvents.Where(e => e.CaseNumber == _case && e.Type.StartsWith("upload")).OrderBy(e => e.Seq).Select(e => e.Type).ToListAsync());

    private async Task<JsonArray> Received() => (await _platform.GetFromJsonAsync<JsonArray>("/items"))!;
}
