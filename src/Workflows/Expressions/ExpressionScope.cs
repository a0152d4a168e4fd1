using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>What an expression sees of the instance it is evaluated in.</summary>
internal interface IExpressionScope
{
    string InstanceId { get; }
    string? InstanceName { get; set; }
    string DefinitionId { get; }
    int DefinitionVersion { get; }
    string? CorrelationId { get; set; }
    DateTimeOffset Now { get; }
    /// <summary>Variables in reach, inner scopes first; an inner one hides an outer one of the same name.</summary>
    IEnumerable<VariableDefinition> Variables { get; }
    bool TryGetVariableById(string id, out object? value);
    object? GetVariable(string name);
    void SetVariable(string name, object? value);
    JsonObject Input { get; }
    /// <summary>Names of the inputs its workflow declares, given or not.</summary>
    IEnumerable<string> DeclaredInputs { get; }
    JsonNode? LastResult { get; }
    /// <summary>The last value of an output, by activity id or name.</summary>
    JsonNode? GetOutput(string activity, string output);
    /// <summary>Outcomes a script chose for the activity that evaluates it.</summary>
    void SetOutcomes(string[] outcomes);
    /// <summary>A new id, the same again when the burst is repeated.</summary>
    Guid NewGuid();
}

/// <summary>An expression that cannot be evaluated. Becomes an incident on the activity.</summary>
internal sealed class ExpressionException(string message, Exception? inner = null) : Exception(message, inner);
