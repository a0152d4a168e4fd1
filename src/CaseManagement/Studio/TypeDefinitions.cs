using System.Text;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>TypeScript declarations for the script editor: the helpers there are, and the variables and inputs of the definition.</summary>
internal static class TypeDefinitions
{
    private const string Helpers = """
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityIdOrName: string, output?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowInstanceId(): string;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(name: string): void;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(id: string): void;
        declare function setOutcome(outcome: string): void;
        declare function setOutcomes(outcomes: string[]): void;
        declare function isNullOrWhiteSpace(text: string): boolean;
        declare function isNullOrEmpty(text: string): boolean;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function parseGuid(text: string): string;
        declare function toJson(value: any): string;

        """;

    public static string Of(WorkflowDefinitionVersion row)
    {
        var definition = DefinitionReader.Read(row.Json);
        var text = new StringBuilder(Helpers);
        var variables = definition.Variables.Where(variable => IsName(variable.Name)).ToList();
        text.AppendLine("declare const variables: {");
        foreach (var variable in variables) text.Append("  ").Append(variable.Name).Append(": ").Append(Type(variable.Type)).AppendLine(";");
        text.AppendLine("};");
        foreach (var (name, type) in variables.Select(v => (v.Name, v.Type)).Concat(definition.Inputs.Where(input => IsName(input.Name)).Select(i => (i.Name, i.Type))).DistinctBy(item => item.Name))
        {
            var accessor = char.ToUpperInvariant(name[0]) + name[1..];
            text.Append("declare function get").Append(accessor).Append("(): ").Append(Type(type)).AppendLine(";");
            text.Append("declare function set").Append(accessor).Append("(value: ").Append(Type(type)).AppendLine("): void;");
        }

        return text.ToString();
    }

    private static bool IsName(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static string Type(DataType type) => (type.Alias switch
    {
        "String" or "Guid" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        "DateTime" or "DateTimeOffset" => "Date",
        _ => "any",
    }) + (type.IsArray ? "[]" : "");
}
