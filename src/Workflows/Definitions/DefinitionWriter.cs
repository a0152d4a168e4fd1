using System.Text.Encodings.Web;
using System.Text.Json;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Writes a definition back as Elsa 3 JSON: everything that was read, in the order it was read.</summary>
public static class DefinitionWriter
{
    // Chinese stays readable in exported files; they are never put into a page as they are.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static string Write(WorkflowDefinition definition, bool indented = false) =>
        definition.Json.ToJsonString(indented ? Indented : Compact);
}
