using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Brings the forms and workflows of <c>definitions/</c> into the database as published versions when their content is new.</summary>
public sealed class DefinitionsStart(CaseDbContext db, StoreDialect dialect, FormCatalog forms, DefinitionCatalog workflows)
{
    private static readonly Cause By = new("definitions");

    /// <summary>Runs once, after the schema stands and before the dispatcher.</summary>
    /// <param name="definitions">The folder <c>definitions/</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(string definitions, CancellationToken cancellationToken)
    {
        await using (var transaction = await dialect.BeginAsync(db, null, cancellationToken))
        {
            await forms.ImportAsync(Path.Combine(definitions, "forms"), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(definitions, "workflows"), "*.json").Order(StringComparer.Ordinal))
            await workflows.ImportAsync(await File.ReadAllTextAsync(file, cancellationToken), By, cancellationToken);
    }
}
