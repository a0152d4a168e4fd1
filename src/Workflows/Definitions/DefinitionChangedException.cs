namespace HaoChaPing.Workflows.Definitions;

/// <summary>Somebody else changed or deleted a definition since it was read by who saves it now.</summary>
public sealed class DefinitionChangedException(string definitionId) : Exception($"Expected '{definitionId}' as it was read, but it has been changed since.")
{
    public string DefinitionId { get; } = definitionId;
}
