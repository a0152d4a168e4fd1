using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests;

/// <summary>Builds a flowchart for a test and plays it, burst by burst, re-reading the state in between as the runtime does.</summary>
internal sealed class Flow
{
    private const string Stored = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private WorkflowDefinition? _definition;

    public WorkflowState State { get; private set; } = null!;
    public JsonObject Options { get; } = [];
    public WorkflowDefinition Definition => _definition ??= DefinitionReader.Read(Json());
    public IServiceProvider Services { get; init; } = Bursts.NoServices;
    /// <summary><c>token</c> or, by default, <c>counter</c>.</summary>
    public string Mode { get; init; } = "counter";
    public int Version { get; init; } = 1;

    /// <summary>Inputs are literals; an <c>Expression</c> is used as it is, other JSON objects and arrays stand unwrapped.</summary>
    public Flow Add(string id, string type, params (string Name, object? Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs) activity[name] = value as JsonNode ?? Expression("Literal", value);
        _activities.Add((JsonNode)activity);
        return this;
    }

    /// <summary>Lines such as <c>start → decide:True → end</c>.</summary>
    public Flow Connect(params string[] lines)
    {
        foreach (var line in lines)
        {
            var stops = line.Split('→', StringSplitOptions.TrimEntries);
            foreach (var (from, to) in stops.Zip(stops.Skip(1)))
                _connections.Add((JsonNode)new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = from.Split(':')[0], ["port"] = from.Contains(':') ? from.Split(':')[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = to.Split(':')[0], ["port"] = "In" },
                });
        }

        return this;
    }

    public Flow Variable(string name, string type, string? value = null, bool stored = true, bool isArray = false)
    {
        _variables.Add((JsonNode)VariableJson(name, type, value, stored, isArray));
        return this;
    }

    public static JsonObject VariableJson(string name, string type, string? value = null, bool stored = true, bool isArray = false) => new()
    {
        ["id"] = $"v-{name}", ["name"] = name, ["typeName"] = type, ["isArray"] = isArray, ["value"] = value, ["storageDriverTypeName"] = stored ? Stored : null,
    };

    public static JsonObject Expression(string language, object? value) => new()
    {
        ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = language, ["value"] = value as JsonNode ?? JsonValue.Create(value?.ToString()) },
    };

    public static JsonObject Script(string source) => Expression("JavaScript", source);
    public static JsonObject Output(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = $"v-{variable}" } };

    public string Json() => new JsonObject
    {
        ["id"] = $"flow-v{Version}", ["definitionId"] = "flow", ["name"] = "Flow", ["version"] = Version, ["variables"] = _variables.DeepClone(), ["options"] = Options.DeepClone(),
        ["root"] = new JsonObject { ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = _activities.DeepClone(), ["connections"] = _connections.DeepClone() },
    }.ToJsonString();

    public Task<Burst> StartAsync(JsonObject? input = null, string? trigger = null, JsonNode? payload = null)
    {
        State = WorkflowState.New(Definition, "i1", null, null, Bursts.Now, Mode == "token" ? new JsonObject { ["Flowchart:ExecutionMode"] = "TokenBased" } : null);
        return SendAsync(new Stimulus.Start(input, trigger, payload));
    }

    public Task<Burst> ResumeAsync(string activityId, JsonNode? result = null, string? outcome = null) =>
        SendAsync(new Stimulus.Resume(State.Bookmarks.First(b => b.ActivityId == activityId).Id, outcome, result));

    public Task<Burst> OperateAsync(InstanceOperation operation) => SendAsync(new Stimulus.Operate(operation));

    public string? Refuse(InstanceOperation operation) => OperationCheck.Refuse(Bursts.Catalog, Definition, State, operation)?.Code;

    /// <summary>Goes on by another drawing, re-reading the state as the runtime does.</summary>
    public async Task<Burst> MigrateAsync(Flow to, params StepMapping[] steps)
    {
        var burst = await new WorkflowExecutor(Bursts.Catalog).MigrateAsync(Definition, to.Definition, State, new InstanceOperation.Migrate(to.Version, Steps: steps), Services, Bursts.Now, "tester", default);
        (State, _definition) = (WorkflowState.FromJson(State.ToJson()), to.Definition);
        return burst;
    }

    public string? RefuseMigration(Flow to, params StepMapping[] steps) => RefuseMigration(to, new InstanceOperation.Migrate(to.Version, Steps: steps));

    public string? RefuseMigration(Flow to, InstanceOperation.Migrate operation) => MigrationPlan.Make(Bursts.Catalog, Definition, to.Definition, State, operation).Refusal?.Code;

    public async Task<Burst> SendAsync(Stimulus stimulus)
    {
        var burst = await new WorkflowExecutor(Bursts.Catalog).RunAsync(Definition, State, stimulus, Services, Bursts.Now, "tester", default);
        State = WorkflowState.FromJson(State.ToJson());
        return burst;
    }

    public string[] Waiting => [.. State.Bookmarks.Select(b => b.ActivityId)];
}
