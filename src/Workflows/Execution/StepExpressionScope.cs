using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The instance as expressions of one step see it.</summary>
internal sealed class StepExpressionScope(StepContext step, BurstRun burst) : IExpressionScope
{
    public string InstanceId => burst.State.InstanceId;
    public string? InstanceName { get => burst.State.Name; set => burst.State.Name = value; }
    public string DefinitionId => burst.State.DefinitionId;
    public int DefinitionVersion => burst.State.Version;
    public string? CorrelationId { get => burst.State.CorrelationId; set => burst.State.CorrelationId = value; }
    public DateTimeOffset Now => burst.Now;
    public IEnumerable<VariableDefinition> Variables => step.Variables.All();
    public JsonObject Input => step.WorkflowInput;
    public IEnumerable<string> DeclaredInputs => step.DeclaredInputs;
    public JsonNode? LastResult => burst.State.LastOutput is [var activity, var output] ? burst.State.ActivityOutputs[activity]?[output] : null;

    public bool TryGetVariableById(string id, out object? value) => step.Variables.TryGetById(id, out value);
    public object? GetVariable(string name) => step.Variables.Get(name);
    public void SetVariable(string name, object? value) => step.Variables.Set(name, value);
    public void SetOutcomes(string[] outcomes) => step.Complete(outcomes);

    public JsonNode? GetOutput(string activity, string output)
    {
        return step.FindActivity(activity) is { } node ? burst.State.ActivityOutputs[node.OutputKey]?[output] : null;
    }

    public Guid NewGuid()
    {
        // Derived, not drawn: a burst that is repeated after a lost commit makes the same ids again.
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{burst.State.InstanceId}/{++burst.State.LastNumber}"), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80); // version 8: the content is the maker's
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
