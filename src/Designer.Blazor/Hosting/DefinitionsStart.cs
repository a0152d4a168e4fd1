using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Brings the forms and workflows of <c>definitions/</c> into the database as published versions when their content is new.</summary>
internal sealed class DefinitionsStart(CaseDbContext db, StoreDialect store, FormCatalog forms, DefinitionCatalog workflows)
{
    private static readonly Cause By = new("definitions");

    public async Task RunAsync(string definitions, CancellationToken cancellationToken)
    {
        await using (var transaction = await store.BeginAsync(db, null, cancellationToken))
        {
            await forms.ImportAsync(Path.Combine(definitions, "forms"), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        foreach (var file in WorkflowsIn(definitions)) await ImportWorkflowAsync(definitions, file, cancellationToken);
    }

    private async Task ImportWorkflowAsync(string definitions, string file, CancellationToken cancellationToken)
    {
        try
        {
            await workflows.ImportNewAsync(await File.ReadAllTextAsync(file, cancellationToken), By, cancellationToken);
        }
        catch (Exception fault) when (fault is JsonException or DefinitionFormatException or DefinitionRefusedException)
        {
            var name = Path.GetRelativePath(definitions, file);
            throw new RefusedStartException($"流程文件 definitions/{name} 有错，请按括号里的说明改正，或换回原来的文件。", fault.Message.ReplaceLineEndings(" "));
        }
    }

    // Those that all places share, then those of one place.
    private static IEnumerable<string> WorkflowsIn(string definitions) =>
        Directory.GetDirectories(Path.Combine(definitions, "ordinances")).Order(StringComparer.Ordinal).Select(place => Path.Combine(place, "workflows"))
            .Prepend(Path.Combine(definitions, "workflows")).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal));
}
