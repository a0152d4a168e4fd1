using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Conformance;

/// <summary>What the engine shows after a step, in the words of the files. Texts and steps are those that are new since the last look.</summary>
internal sealed class ConformanceView(EngineWorld world)
{
    private readonly Dictionary<string, int> _seen = [];
    private readonly List<string> _order = [];

    /// <summary>The instance the file started last; where it started none, the oldest there is.</summary>
    public string? Main { get; set; }

    /// <summary>When the instance was first seen, among all.</summary>
    public int PlaceOf(string instanceId) => _order.IndexOf(instanceId);

    public Task<WorkflowInstance> FindAsync(string? definitionId) => world.ReadAsync(db => definitionId is null
        ? db.Instances.SingleAsync(i => i.Id == Main)
        : db.Instances.SingleAsync(i => i.DefinitionId == definitionId && i.Status == "Running"));

    public async Task<JsonObject> LookAsync(string? refused)
    {
        var (instances, journal, bookmarks, incidents, commands) = await world.ReadAsync(async db => (
            await db.Instances.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).ToListAsync(), await db.Journal.OrderBy(e => e.Sequence).ToListAsync(),
            await db.Bookmarks.ToListAsync(), await db.Incidents.OrderBy(i => i.At).ThenBy(i => i.Id).ToListAsync(), await db.Commands.OrderBy(c => c.DueAt).ToListAsync()));
        // In the order in which they appeared: the clock may stand still.
        _order.AddRange(instances.Select(i => i.Id).Except(_order));
        instances = [.. instances.OrderBy(i => _order.IndexOf(i.Id))];
        var fresh = instances.SelectMany(i => journal.Where(e => e.InstanceId == i.Id && e.Sequence > _seen.GetValueOrDefault(i.Id))).ToList();
        foreach (var row in fresh) _seen[row.InstanceId] = row.Sequence;
        var seen = new JsonObject
        {
            ["refusedContains"] = refused,
            ["out"] = Texts(fresh.Where(row => row.Text is not null).SelectMany(row => row.Text!.Split('\n'))),
            ["completed"] = Steps(fresh, JournalEvent.Completed), ["canceled"] = Steps(fresh, JournalEvent.Canceled), ["faulted"] = Steps(fresh, JournalEvent.Faulted),
            ["waiting"] = Texts(bookmarks.Select(b => b.ActivityId).Order(StringComparer.Ordinal)),
            ["instances"] = Texts(instances.Select(i => $"{i.DefinitionId}:{i.SubStatus}")),
            ["versions"] = Texts(instances.Select(i => $"{i.DefinitionId}:{i.Version}")),
            ["correlations"] = Texts(instances.Select(i => $"{i.DefinitionId}:{i.CorrelationId}")),
            ["streams"] = instances.Select(i => i.StreamId).Distinct().Count(),
            ["incidents"] = Texts(incidents.Select(i => i.ActivityId ?? "")),
            ["incidentContains"] = string.Join('\n', incidents.Select(i => i.Message)),
            ["timers"] = Texts(commands.Where(c => c.FailedAt is null).Select(c => c.DueAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
            ["failedContains"] = string.Join('\n', commands.Where(c => c.FailedAt is not null).Select(c => c.Error)),
        };
        if ((instances.Find(i => i.Id == Main) ?? instances.FirstOrDefault()) is { } main) await AddAsync(seen, main);
        return seen;
    }

    private async Task AddAsync(JsonObject seen, WorkflowInstance main)
    {
        var state = WorkflowState.FromJson(main.State);
        var definition = await world.InScopeAsync(services => services.GetRequiredService<DefinitionCatalog>().ByVersionIdAsync(state.DefinitionVersionId, CancellationToken.None));
        seen["subStatus"] = main.SubStatus;
        seen["name"] = main.Name;
        seen["correlationId"] = main.CorrelationId;
        seen["version"] = main.Version;
        seen["variables"] = state.ReadVariables(definition);
        seen["output"] = state.Output.DeepClone();
        seen["finishedAt"] = main.FinishedAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private static JsonArray Steps(List<WorkflowJournalEntry> rows, JournalEvent what) => Texts(rows.SelectMany(Journal.Unpack).Where(e => e.Event == what)
        .Select(e => e.Outcomes.Count == 0 ? e.ActivityId : $"{e.ActivityId}→{string.Join('+', e.Outcomes)}"));

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
