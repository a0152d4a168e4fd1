using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>The executor alone, optionally writing the state and reading it back between two steps as the runtime does.</summary>
internal sealed class PureHost(bool reread) : IRecordedHost
{
    private static readonly ActivityCatalog Catalog = new([]);
    private WorkflowDefinition _definition = null!;
    private WorkflowState _state = null!;

    public Task<Observed> StartAsync(RecordedCase recorded)
    {
        _definition = DefinitionReader.Read(recorded.Definition.ToJsonString());
        _state = WorkflowState.New(_definition, "i1", null, null, Bursts.Now, recorded.Properties);
        return SendAsync(new Stimulus.Start(recorded.Input));
    }

    public async Task<Observed?> ResumeAsync(string activity, JsonNode? result) =>
        _state.Bookmarks.Find(b => b.ActivityId == activity) is { } bookmark ? await SendAsync(new Stimulus.Resume(bookmark.Id, Result: result)) : null;

    private async Task<Observed> SendAsync(Stimulus stimulus)
    {
        var burst = await new WorkflowExecutor(Catalog).RunAsync(_definition, _state, stimulus, Bursts.NoServices, Bursts.Now, "tester", default);
        var observed = new Observed(
            _state.Status, _state.SubStatus.ToString(), [.. _state.Bookmarks.Select(b => b.ActivityId).Order(StringComparer.Ordinal)], [.. burst.Output.Where(line => line.Length > 0)],
            [.. burst.Journal.Select(e => new ObservedEntry(e.ActivityId, e.ActivityInstanceId, e.Event, e.Outcomes))], [.. _state.Incidents.Select(i => i.ActivityId)],
            _state.ReadVariables(_definition), _state.Output, []);
        if (reread) _state = WorkflowState.FromJson(_state.ToJson());
        return observed;
    }
}

/// <summary>The whole engine: commands, bursts and their rows on SQLite, until nothing is due any more.</summary>
internal sealed class RuntimeHost(EngineWorld world) : IRecordedHost
{
    private readonly Dictionary<string, int> _seen = [];
    private string _main = "";

    public async Task<Observed> StartAsync(RecordedCase recorded)
    {
        foreach (var child in recorded.Children) await PublishAsync(child);
        var definition = recorded.Definition.DeepClone().AsObject();
        definition["definitionId"] = recorded.Name;
        await PublishAsync(definition);
        _main = await world.CommitAsync(queue => queue.Start(recorded.Name, null, recorded.Input?.DeepClone().AsObject() ?? [], Cause.System, properties: recorded.Properties));
        return await ObserveAsync();
    }

    public async Task<Observed?> ResumeAsync(string activity, JsonNode? result)
    {
        var rows = await world.ReadAsync(db => db.Bookmarks.Where(b => b.StreamId == _main).Join(db.Instances, b => b.InstanceId, i => i.Id, (b, i) => new { Bookmark = b, i.DefinitionId }).ToListAsync());
        var waiting = rows.Where(row => Prefix(row.Bookmark.InstanceId, row.DefinitionId) + row.Bookmark.ActivityId == activity)
            .MinBy(row => int.Parse(row.Bookmark.Id[(row.Bookmark.Id.LastIndexOf('-') + 1)..], null))?.Bookmark;
        if (waiting is null) return null;
        await world.CommitAsync(queue => queue.Resume(_main, waiting.InstanceId, waiting.Id, null, result?.DeepClone(), new Cause("officer")));
        return await ObserveAsync();
    }

    private async Task PublishAsync(JsonObject definition) => await world.InScopeAsync(services =>
        services.GetRequiredService<DefinitionCatalog>().ImportAsync(definition.ToJsonString(), Cause.System, CancellationToken.None));

    private async Task<Observed> ObserveAsync()
    {
        await world.DrainAsync();
        var (instances, journal, bookmarks, incidents, failed) = await world.ReadAsync(async db => (
            await db.Instances.Where(i => i.StreamId == _main).OrderBy(i => i.Id != _main).ThenBy(i => i.Id).ToListAsync(),
            await db.Journal.Where(e => db.Instances.Any(i => i.Id == e.InstanceId && i.StreamId == _main)).OrderBy(e => e.Sequence).ToListAsync(),
            await db.Bookmarks.Where(b => b.StreamId == _main).ToListAsync(),
            await db.Incidents.Where(i => i.StreamId == _main).ToListAsync(),
            await db.Commands.Where(c => c.StreamId == _main && c.FailedAt != null).Select(c => c.Error).ToListAsync()));
        if (failed.Count > 0) throw new InvalidOperationException($"Expected every command to be executed, but: {failed[0]}");

        var names = instances.ToDictionary(i => i.Id, i => Prefix(i.Id, i.DefinitionId));
        var fresh = instances.SelectMany(i => journal.Where(e => e.InstanceId == i.Id && e.Sequence > _seen.GetValueOrDefault(i.Id))).ToList();
        foreach (var row in fresh) _seen[row.InstanceId] = row.Sequence;
        var state = WorkflowState.FromJson(instances[0].State);
        var definition = await world.InScopeAsync(services => services.GetRequiredService<DefinitionCatalog>().ByVersionIdAsync(state.DefinitionVersionId, CancellationToken.None));
        return new Observed(
            state.Status, state.SubStatus.ToString(), [.. bookmarks.Select(b => names[b.InstanceId] + b.ActivityId).Order(StringComparer.Ordinal)],
            [.. fresh.SelectMany(row => (row.Text ?? "").Split('\n')).Where(line => line.Length > 0)],
            [.. fresh.SelectMany(row => Journal.Unpack(row).Select(e => new ObservedEntry(names[row.InstanceId] + e.ActivityId, $"{row.InstanceId}/{e.ActivityInstanceId}", e.Event, e.Outcomes)))],
            [.. incidents.Select(i => names[i.InstanceId!] + i.ActivityId)], state.ReadVariables(definition), state.Output,
            [.. instances.Skip(1).Select(i => $"{i.DefinitionId}:{i.Status}/{i.SubStatus}")]);
    }

    private string Prefix(string instanceId, string definitionId) => instanceId == _main ? "" : definitionId + "/";
}
