using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>What a script on a thread of its own sees, until nobody waits for it any more.</summary>
internal sealed class RevocableScope(IExpressionScope scope) : IExpressionScope
{
    private volatile bool _revoked;

    public void Revoke() => _revoked = true;

    public string InstanceId => Inner.InstanceId;
    public string? InstanceName { get => Inner.InstanceName; set => Inner.InstanceName = value; }
    public string DefinitionId => Inner.DefinitionId;
    public int DefinitionVersion => Inner.DefinitionVersion;
    public string? CorrelationId { get => Inner.CorrelationId; set => Inner.CorrelationId = value; }
    public DateTimeOffset Now => Inner.Now;
    public IEnumerable<VariableDefinition> Variables => Inner.Variables;
    public JsonObject Input => Inner.Input;
    public IEnumerable<string> DeclaredInputs => Inner.DeclaredInputs;
    public JsonNode? LastResult => Inner.LastResult;
    public bool TryGetVariableById(string id, out object? value) => Inner.TryGetVariableById(id, out value);
    public object? GetVariable(string name) => Inner.GetVariable(name);
    public void SetVariable(string name, object? value) => Inner.SetVariable(name, value);
    public JsonNode? GetOutput(string activity, string output) => Inner.GetOutput(activity, output);
    public void SetOutcomes(string[] outcomes) => Inner.SetOutcomes(outcomes);
    public Guid NewGuid() => Inner.NewGuid();

    private IExpressionScope Inner => _revoked ? throw new TimeoutException() : scope;
}
