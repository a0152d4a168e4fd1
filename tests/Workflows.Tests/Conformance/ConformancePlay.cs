using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Conformance;

/// <summary>Does what a file says, step by step, and compares what the engine then shows with what the file expects.</summary>
internal sealed class ConformancePlay(EngineWorld world)
{
    private readonly ConformanceView _view = new(world);
    private readonly List<string> _differences = [];
    private string? _refused;

    public async Task<IReadOnlyList<string>> DifferencesAsync(JsonObject file)
    {
        foreach (var definition in file["definitions"]!.AsArray()) await PublishAsync(definition!);
        if (_refused is not null) _differences.Add($"definitions: {_refused}");
        foreach (var (step, index) in file["steps"]!.AsArray().Select((step, index) => (step!.AsObject(), index)))
        {
            foreach (var (act, value) in step.Where(pair => pair.Key != "expect")) await DoAsync(act, value, file);
            await world.DrainAsync();
            var seen = await _view.LookAsync(_refused);
            foreach (var (what, expected) in step["expect"]?.AsObject() ?? []) Compare(index, what, expected, seen);
        }

        return _differences;
    }

    private async Task DoAsync(string act, JsonNode? value, JsonObject file)
    {
        _refused = null;
        switch (act)
        {
            case "start":
                var definition = value?["definition"]?.GetValue<string>() ?? file["definitions"]![0]!["definitionId"]!.GetValue<string>();
                var input = value?["input"]?.DeepClone().AsObject() ?? [];
                _view.Main = await world.CommitAsync(queue => queue.Start(definition, value?["stream"]?.GetValue<string>(), input, new Cause("clerk"), value?["correlationId"]?.GetValue<string>()));
                break;
            case "resume":
                await ResumeAsync(value!);
                break;
            case "signal":
                await world.CommitAsync(queue => queue.Signal(value!["stream"]?.GetValue<string>() ?? _view.Main!, value["event"]!.GetValue<string>(), value["payload"]?.DeepClone(), new Cause("clerk")));
                break;
            case "event":
                await world.CommitAsync(queue => queue.Publish(value!["event"]!.GetValue<string>(), value["payload"]?.DeepClone(), new Cause("clerk"), value["correlationId"]?.GetValue<string>()));
                break;
            case "cancel":
                var instance = await _view.FindAsync(value?.GetValue<string>());
                await world.CommitAsync(queue => queue.Cancel(instance.StreamId, instance.Id, new Cause("clerk", "no longer needed")));
                break;
            case "clock":
                world.Clock.Now = DateTimeOffset.Parse(value!.GetValue<string>(), CultureInfo.InvariantCulture).ToUniversalTime();
                break;
            case "advance":
                world.Clock.Now += TimeSpan.Parse(value!.GetValue<string>(), CultureInfo.InvariantCulture);
                break;
            case "publish":
                await PublishAsync(value!);
                break;
            case "restart":
                await world.RestartAsync();
                break;
            default:
                throw new InvalidOperationException($"Expected a known act in the file, but found '{act}'.");
        }
    }

    /// <summary>The oldest bookmark of the activity, in the instance that appeared first.</summary>
    private async Task ResumeAsync(JsonNode value)
    {
        var activity = value as JsonValue is { } text ? text.GetValue<string>() : value["activity"]!.GetValue<string>();
        var (outcome, result) = value is JsonObject json ? (json["outcome"]?.GetValue<string>(), json["result"]?.DeepClone()) : (null, null);
        var bookmark = (await world.ReadAsync(db => db.Bookmarks.Where(b => b.ActivityId == activity).ToListAsync()))
            .MinBy(b => (_view.PlaceOf(b.InstanceId), int.Parse(b.Id[(b.Id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)))
            ?? throw new InvalidOperationException($"Expected something that waits at '{activity}', but nothing does.");
        await world.CommitAsync(queue => queue.Resume(bookmark.StreamId, bookmark.InstanceId, bookmark.Id, outcome, result, new Cause("clerk")));
    }

    private async Task PublishAsync(JsonNode definition)
    {
        try
        {
            await world.InScopeAsync(services => services.GetRequiredService<DefinitionCatalog>().ImportAsync(definition.ToJsonString(), Cause.System, CancellationToken.None));
        }
        catch (Exception refused) when (refused is DefinitionRefusedException or HaoChaPing.Workflows.Definitions.DefinitionFormatException)
        {
            _refused = refused.Message;
        }
    }

    private void Compare(int step, string what, JsonNode? expected, JsonObject seen)
    {
        if (!seen.ContainsKey(what)) Differ(step, what, "a known expectation", what);
        else if (what.EndsWith("Contains", StringComparison.Ordinal))
        {
            if (!(seen[what]?.GetValue<string>() ?? "").Contains(expected!.GetValue<string>(), StringComparison.Ordinal)) Differ(step, what, expected.ToJsonString(), seen[what]?.ToJsonString());
        }
        else if (expected is JsonObject some) // only what is named
        {
            foreach (var (name, value) in some)
                if (!JsonNode.DeepEquals(value, seen[what]![name])) Differ(step, $"{what}.{name}", value?.ToJsonString(), seen[what]![name]?.ToJsonString());
        }
        else if (!JsonNode.DeepEquals(expected, seen[what])) Differ(step, what, expected?.ToJsonString(), seen[what]?.ToJsonString());
    }

    private void Differ(int step, string what, string? expected, string? seen) => _differences.Add($"step {step} {what}: expected {expected}, but was {seen}");
}
