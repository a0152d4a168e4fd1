using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>Versions of definitions: new content is a new version, the same content is not.</summary>
public sealed class DefinitionCatalogTests
{
    [Fact]
    public async Task Importing_the_same_content_again_changes_nothing()
    {
        await using var world = await EngineWorld.StartAsync();
        var first = await world.PublishAsync("loop", Chain.Write("a"));
        var exported = JsonNode.Parse(first.Json)!.AsObject();
        exported["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";
        exported["version"] = 7;

        var again = await world.InScopeAsync(services => services.GetRequiredService<DefinitionCatalog>().ImportAsync(exported.ToJsonString(), Cause.System, default));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(1, await world.ReadAsync(db => db.DefinitionVersions.CountAsync()));
    }

    [Fact]
    public async Task New_content_is_the_next_published_version_and_running_instances_stay_on_theirs()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("old"));
        var old = await world.StartAsync("loop");
        var second = await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("new"));
        var present = await world.StartAsync("loop");

        await world.RestartAsync();
        await world.AnswerAsync(old, "yes");
        await world.AnswerAsync(present, "yes");

        Assert.Equal((2, true, true), (second.Version, second.IsLatest, second.IsPublished));
        Assert.Equal(1, await world.ReadAsync(db => db.DefinitionVersions.CountAsync(v => v.IsPublished)));
        Assert.Equal((1, 2), ((await world.InstanceAsync(old)).Version, (await world.InstanceAsync(present)).Version));
        Assert.Equal(["old", "new"], (await world.NotesAsync()).Where(note => !note.Contains(':')));
    }

    [Fact]
    public async Task A_text_that_is_no_definition_is_refused()
    {
        await using var world = await EngineWorld.StartAsync();

        await Assert.ThrowsAsync<DefinitionFormatException>(() =>
            world.InScopeAsync(services => services.GetRequiredService<DefinitionCatalog>().ImportAsync("{}", Cause.System, default)));
    }

    [Fact]
    public async Task A_definition_with_an_error_is_not_published_and_the_present_version_stays()
    {
        await using var world = await EngineWorld.StartAsync(services => services.AddSingleton<IDefinitionCheck, NoSecrets>());
        await world.PublishAsync("loop", Chain.Write("open"));

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(() => world.PublishAsync("loop", Chain.Write("secret")));

        Assert.Equal("write-secret", Assert.Single(refused.Errors).ActivityId);
        Assert.Contains("此处不得使用“secret”。", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await world.ReadAsync(db => db.DefinitionVersions.SingleAsync())).Version);
    }

    [Fact]
    public async Task A_workflow_to_execute_that_is_not_published_is_told()
    {
        await using var world = await EngineWorld.StartAsync();
        var version = await world.PublishAsync("parent", Chain.Activity("Elsa.DispatchWorkflow", "dispatch", ("workflowDefinitionId", "gone")));

        var findings = await world.InScopeAsync(services => services.GetRequiredService<DefinitionVersions>().FindingsAsync(version, CancellationToken.None));

        Assert.Contains(findings, f => f is { ActivityId: "dispatch", Severity: FindingSeverity.Warning } && f.Message.Contains("“gone”不存在或没有发布", StringComparison.Ordinal));
    }

    private sealed class NoSecrets : IDefinitionCheck
    {
        public IEnumerable<Finding> Check(WorkflowDefinition definition) => definition.Activities()
            .Where(node => node.Id.Contains("secret", StringComparison.Ordinal)).Select(node => new Finding(node.Id, "此处不得使用“secret”。"))
            .Append(new Finding(null, "仅供参考。", FindingSeverity.Warning));
    }
}
