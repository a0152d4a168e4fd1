using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

public sealed class DefinitionTests
{
    [Fact, Trait("Clause", "X-WF-1")]
    public async Task The_built_in_definition_has_nothing_to_find_fault_with()
    {
        await using var world = await World.StartAsync();

        Assert.Empty(Findings(world, BuiltIn()));
    }

    [Theory, Trait("Clause", "X-WF-1")]
    [InlineData("verify", "核实")]
    [InlineData("rectify", "整改")]
    [InlineData("reply", "回复")]
    [InlineData("upload", "上传")]
    public async Task A_definition_without_a_step_of_the_loop_is_found(string step, string name)
    {
        await using var world = await World.StartAsync();
        var definition = BuiltIn();
        Bypass(definition, step);

        Assert.Contains(Findings(world, definition), f => f.Severity == FindingSeverity.Error && f.Message.Contains($"“{name}”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_way_that_ends_without_closing_is_found()
    {
        await using var world = await World.StartAsync();
        var definition = BuiltIn();
        var connections = definition["root"]!["connections"]!.AsArray();
        connections.Single(c => (string)c!["target"]!["activity"]! == "close")!["target"]!["activity"] = "end";

        Assert.Contains(Findings(world, definition), f => f.ActivityId == "end" && f.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task An_outcome_of_a_task_that_leads_nowhere_is_found()
    {
        await using var world = await World.StartAsync();
        var definition = BuiltIn();
        var connections = definition["root"]!["connections"]!.AsArray();
        connections.Remove(connections.Single(c => (string)c!["source"]!["activity"]! == "verify" && (string)c["source"]!["port"]! == "return"));

        Assert.Contains(Findings(world, definition), f => f.ActivityId == "verify" && f.Message.Contains("退回派单", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_without_role_or_with_an_unknown_form_or_timer_is_found()
    {
        await using var world = await World.StartAsync();
        var definition = BuiltIn();
        Node(definition, "verify")!.Remove("role");
        Node(definition, "reply")!["form"]!["expression"]!["value"] = "letter";
        Node(definition, "startClock")!["timer"]!["expression"]!["value"] = "case.urgent";

        var findings = Findings(world, definition).Where(f => f.Severity == FindingSeverity.Error).ToList();

        Assert.Equal(["reply", "startClock", "verify"], findings.Select(f => f.ActivityId).Distinct().Order());
        Assert.All(findings.Where(f => f.Message.Contains("case.urgent", StringComparison.Ordinal)), f => Assert.StartsWith("活动“", f.Message, StringComparison.Ordinal));
    }

    [Fact, Trait("Clause", "AK-15-2")]
    public async Task A_case_whose_five_steps_are_not_done_does_not_close()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");

        var instance = await StartAsync(world, number, ClosesEarly);

        Assert.Equal("open", (string?)(await world.CaseAsync(number))["status"]);
        Assert.Contains("'rectify' is not", Assert.Single(await world.Read(db => db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance).Select(i => i.Message).ToListAsync())), StringComparison.Ordinal);
        Assert.DoesNotContain(await world.EventsAsync(number), e => (string)e["type"]! == "caseClosed");
    }

    private const string ClosesEarly = """
        { "definitionId": "closes-early", "name": "closes-early", "variables": [], "inputs": [], "outputs": [], "outcomes": [], "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1,
          "activities": [ { "id": "start", "type": "Elsa.Start", "version": 1 },
                          { "id": "close", "type": "HaoChaPing.SetCaseState", "version": 1, "status": { "typeName": "String", "expression": { "type": "Literal", "value": "closed" } } } ],
          "connections": [ { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "close", "port": "In" } } ] } }
        """;

    // A second workflow in the stream of the case, as extensions and appeals will be.
    private static async Task<string> StartAsync(World world, string number, string definition)
    {
        await using var scope = world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DefinitionCatalog>().ImportAsync(definition, Cause.System, CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        string instance;
        await using (var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, number, CancellationToken.None))
        {
            instance = scope.ServiceProvider.GetRequiredService<WorkflowQueue>().Start("closes-early", number, [], Cause.System, number);
            await transaction.CommitAsync(CancellationToken.None);
        }
        await world.WaitIdle();
        return instance;
    }

    private static JsonObject BuiltIn() => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "definitions", "workflows", "closed-loop.json")))!.AsObject();

    private static JsonObject? Node(JsonObject definition, string id) => definition["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == id)!.AsObject();

    // What led to the step leads to what followed it.
    private static void Bypass(JsonObject definition, string step)
    {
        var connections = definition["root"]!["connections"]!.AsArray();
        var next = (string)connections.First(c => (string)c!["source"]!["activity"]! == step)!["target"]!["activity"]!;
        foreach (var connection in connections.Where(c => (string)c!["target"]!["activity"]! == step).ToList()) connection!["target"]!["activity"] = next;
        foreach (var connection in connections.Where(c => (string)c!["source"]!["activity"]! == step).ToList()) connections.Remove(connection);
    }

    private static IReadOnlyList<Finding> Findings(World world, JsonObject definition)
    {
        using var scope = world.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<DefinitionValidator>().Validate(DefinitionReader.Read(definition.ToJsonString()));
    }
}
