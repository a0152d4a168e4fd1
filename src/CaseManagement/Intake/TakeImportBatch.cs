using System.Text;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in the next lines of an import and moves its count on, in one commit.</summary>
internal sealed record TakeImportBatch(Guid ImportId, int From, IReadOnlyList<ImportLine> Lines, ImportColumns? Columns) : IRequest<Result<ImportView>>, IChange;

internal sealed class TakeImportBatchHandler(CaseDbContext db, StoreDialect store, BulkDesks desks, AccessLog accessLog, PersonalData personalData, TimeProvider clock)
    : IRequestHandler<TakeImportBatch, Result<ImportView>>
{
    private const string TryOut = "tryOut";

    public async Task<Result<ImportView>> Handle(TakeImportBatch request, CancellationToken cancellationToken)
    {
        // Several nodes, or the console, may be at the same import: the count tells who was first.
        await store.HoldAsync(db, $"import {request.ImportId}", cancellationToken);
        var import = await db.FindAsync<Import>([request.ImportId], cancellationToken);
        if (import is not { Status: ImportTerms.Queued or ImportTerms.Running } || import.Done != request.From) return ImportRefusals.Elsewhere;
        var (kind, dryRun) = (import.Kind, import.DryRun);

        var answers = await AnswersAsync(request, kind, dryRun, cancellationToken);
        import = (await db.FindAsync<Import>([request.ImportId], cancellationToken))!; // a failed line, like a dry run, empties the context
        Count(import, answers);
        var texts = request.Lines.ToDictionary(l => l.Number, l => l.Text.Replace(ImportLines.NoCharacter, '\uFFFD'));
        db.AddRange(answers.Where(a => a.Code is not null).Select(a => new ImportReject { ImportId = import.Id, Line = a.Line, Code = a.Code!, Message = MessageOf(a), TextSealed = personalData.Seal(texts[a.Line])! }));
        return ImportView.Of(import);
    }

    private async Task<IReadOnlyList<BulkAnswer>> AnswersAsync(TakeImportBatch request, string kind, bool dryRun, CancellationToken cancellationToken)
    {
        if (!dryRun) return await ReceiveAsync(request, kind, cancellationToken);
        // Judged in full and taken back: what a line would do is found out by doing it.
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Expected the transaction of the change, but there is none.");
        await transaction.CreateSavepointAsync(TryOut, cancellationToken);
        var answers = await ReceiveAsync(request, kind, cancellationToken);
        await transaction.RollbackToSavepointAsync(TryOut, cancellationToken);
        db.ChangeTracker.Clear();
        accessLog.ForgetPending();
        return answers;
    }

    private async Task<IReadOnlyList<BulkAnswer>> ReceiveAsync(TakeImportBatch request, string kind, CancellationToken cancellationToken)
    {
        var (lines, unread) = (new List<BulkLine>(), new List<BulkAnswer>());
        foreach (var line in request.Lines)
        {
            var json = JsonOf(line, request.Columns);
            if (json.Ok) lines.Add(new BulkLine(line.Number, json.Value));
            else unread.Add(BulkIntake.Refused(line.Number, json.Refusal));
        }
        var answers = await (kind == ImportTerms.Services ? desks.ServicesAsync(lines, cancellationToken) : desks.RatingsAsync(lines, cancellationToken));
        return [.. answers.Concat(unread)];
    }

    private static Result<byte[]> JsonOf(ImportLine line, ImportColumns? columns)
    {
        if (line.TooLong) return ImportRefusals.LineTooLong;
        if (line.IsBroken) return ImportRefusals.BrokenLine;
        if (columns is null) return Encoding.UTF8.GetBytes(line.Text);
        var body = columns.Read(line.Cells!);
        return body.Ok ? JsonSerializer.SerializeToUtf8Bytes(body.Value, HttpJson.Stored) : body.Refusal;
    }

    private void Count(Import import, IReadOnlyList<BulkAnswer> answers)
    {
        import.Done += answers.Count;
        import.Rejected += answers.Count(a => a.Code is not null);
        import.Known += answers.Count(a => a is { Code: null, Known: true });
        import.Accepted += answers.Count(a => a is { Code: null, Known: false });
        import.Cases += answers.Count(a => a is { Code: null, Known: false, Case: not null });
        import.Status = import.Done < import.Total ? ImportTerms.Running : ImportTerms.Finished;
        if (import.Status == ImportTerms.Finished) import.EndedAt = clock.GetUtcNow();
    }

    private static string MessageOf(BulkAnswer answer)
    {
        var fields = string.Join("、", (answer.Errors ?? []).Select(e => e.Pointer).Where(p => p.Length > 1).Distinct());
        return fields.Length == 0 ? answer.Message! : $"{answer.Message}（{fields}）";
    }
}

/// <summary>Ends an import before its last line, and says why.</summary>
internal sealed record StopImport(Guid ImportId, string Remark) : IRequest<Result<ImportView>>, IChange;

internal sealed class StopImportHandler(CaseDbContext db, StoreDialect store, TimeProvider clock) : IRequestHandler<StopImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(StopImport request, CancellationToken cancellationToken)
    {
        await store.HoldAsync(db, $"import {request.ImportId}", cancellationToken);
        var import = await db.FindAsync<Import>([request.ImportId], cancellationToken);
        if (import is not { Status: ImportTerms.Queued or ImportTerms.Running }) return ImportRefusals.Elsewhere;
        (import.Status, import.Remark, import.EndedAt) = (ImportTerms.Stopped, request.Remark, clock.GetUtcNow());
        return ImportView.Of(import);
    }
}
