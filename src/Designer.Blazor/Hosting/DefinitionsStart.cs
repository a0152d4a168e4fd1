using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>
/// Brings the forms and workflows of <c>definitions/</c> into the database as published versions when their content is new. A file that is wrong is left out and listed;
/// what was published before runs on. Only a shared workflow that nothing stands in for keeps the server from starting.
/// </summary>
internal sealed partial class DefinitionsStart(CaseDbContext db, StoreDialect store, FormCatalog forms, DefinitionCatalog workflows, OrdinanceCatalog ordinances, ILogger<DefinitionsStart> log)
{
    private static readonly Cause By = new("definitions");

    public async Task RunAsync(string definitions, CancellationToken cancellationToken)
    {
        List<FileFault> faults = [];
        await using (var transaction = await store.BeginAsync(db, null, cancellationToken))
        {
            faults.AddRange((await forms.ImportAsync(Path.Combine(definitions, "forms"), cancellationToken)).Select(left => new FileFault($"forms/{left.Name}.json", null, left.Errors)));
            await transaction.CommitAsync(cancellationToken);
        }
        foreach (var (file, place) in WorkflowsIn(definitions))
        {
            if (await ImportWorkflowAsync(file, cancellationToken) is not { } fault) continue;
            faults.Add(new FileFault(Path.GetRelativePath(definitions, file).Replace('\\', '/'), place, [new FieldError("", fault)]));
            if (place is null) await RequireStandInAsync(Path.GetFileNameWithoutExtension(file), faults, cancellationToken);
        }
        ordinances.LeftOut(faults);
        foreach (var fault in faults) NotTakenIn(fault.File, string.Join(" ", fault.Errors.Select(e => $"{e.Pointer} {e.Message}")));
    }

    private async Task<string?> ImportWorkflowAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await workflows.ImportNewAsync(await File.ReadAllTextAsync(file, cancellationToken), By, cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or DefinitionFormatException or DefinitionRefusedException)
        {
            return fault is JsonException json ? $"不是可读的 JSON（第 {json.LineNumber + 1} 行第 {json.BytePositionInLine + 1} 字节），请检查括号、引号和逗号。" : fault.Message.ReplaceLineEndings(" ");
        }
    }

    // Cases of every place rest on the shared ones. What is wrong first is mostly what the rest follows from.
    private async Task RequireStandInAsync(string definitionId, List<FileFault> faults, CancellationToken cancellationToken)
    {
        if (await db.DefinitionVersions.AnyAsync(v => v.DefinitionId == definitionId && v.IsPublished, cancellationToken)) return;
        throw new RefusedStartException($"文件 definitions/{faults[0].File} 有错，请按括号里的说明改正，或换回原来的文件。", faults[0].Errors[0].Message);
    }

    // Those that all places share, then those of one place.
    private static IEnumerable<(string File, string? Place)> WorkflowsIn(string definitions) =>
        Directory.GetDirectories(Path.Combine(definitions, "ordinances")).Order(StringComparer.Ordinal).Select(place => (Folder: Path.Combine(place, "workflows"), Place: (string?)Path.GetFileName(place).ToUpperInvariant()))
            .Prepend((Folder: Path.Combine(definitions, "workflows"), Place: null)).Where(source => Directory.Exists(source.Folder))
            .SelectMany(source => Directory.GetFiles(source.Folder, "*.json").Order(StringComparer.Ordinal).Select(file => (file, source.Place)));

    [LoggerMessage(Level = LogLevel.Error, Message = "Not taken in: {File}: {Errors} What was published before stays in force.")]
    private partial void NotTakenIn(string file, string errors);
}
