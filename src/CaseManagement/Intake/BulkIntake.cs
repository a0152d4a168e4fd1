using System.Text.Json;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A line of a bulk as it came.</summary>
public sealed record BulkLine(int Number, ReadOnlyMemory<byte> Json);

/// <summary>What became of a line.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Id">Id of what was stored, now or earlier.</param>
/// <param name="Case">Number of the case it opened.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="Message">The same in Chinese.</param>
/// <param name="Errors">The fields that are wrong.</param>
public sealed record BulkAnswer(
    int Line, Guid? Id = null, string? Case = null, string? Code = null, string? Message = null, IReadOnlyList<ProblemField>? Errors = null)
{
    /// <summary>It had been received before.</summary>
    [JsonIgnore] public bool Known { get; init; }
}

/// <summary>Takes in some lines of services in one commit; a bad line harms no other.</summary>
public sealed record ReceiveServiceLines(IReadOnlyList<BulkLine> Lines) : IRequest<Result<IReadOnlyList<BulkAnswer>>>, IChange;

/// <summary>Takes in some lines of ratings in one commit; a bad line harms no other.</summary>
public sealed record ReceiveRatingLines(IReadOnlyList<BulkLine> Lines) : IRequest<Result<IReadOnlyList<BulkAnswer>>>, IChange;

internal sealed class ReceiveServiceLinesHandler(BulkDesks desks) : IRequestHandler<ReceiveServiceLines, Result<IReadOnlyList<BulkAnswer>>>
{
    public async Task<Result<IReadOnlyList<BulkAnswer>>> Handle(ReceiveServiceLines request, CancellationToken cancellationToken) => await desks.ServicesAsync(request.Lines, cancellationToken);
}

internal sealed class ReceiveRatingLinesHandler(BulkDesks desks) : IRequestHandler<ReceiveRatingLines, Result<IReadOnlyList<BulkAnswer>>>
{
    public async Task<Result<IReadOnlyList<BulkAnswer>>> Handle(ReceiveRatingLines request, CancellationToken cancellationToken) => await desks.RatingsAsync(request.Lines, cancellationToken);
}

/// <summary>Who takes in the lines of a bulk, over HTTP or from a file.</summary>
internal sealed class BulkDesks(BulkIntake bulk, ServiceDesk services, RatingDesk ratings)
{
    public Task<List<BulkAnswer>> ServicesAsync(IReadOnlyList<BulkLine> lines, CancellationToken cancellationToken) => bulk.ReceiveAsync<ServiceBody>(lines, async (line, body) =>
    {
        var result = await services.ReceiveAsync(body, cancellationToken);
        return result.Ok ? new BulkAnswer(line, result.Value.Id) { Known = result.Value.Known } : BulkIntake.Refused(line, result.Refusal);
    }, cancellationToken);

    public Task<List<BulkAnswer>> RatingsAsync(IReadOnlyList<BulkLine> lines, CancellationToken cancellationToken) => bulk.ReceiveAsync<RatingBody>(lines, async (line, body) =>
    {
        var result = await ratings.ReceiveAsync(body, cancellationToken);
        return result.Ok ? new BulkAnswer(line, result.Value.Id, result.Value.Case?.Number) { Known = result.Value.Known } : BulkIntake.Refused(line, result.Refusal);
    }, cancellationToken);
}

/// <summary>Takes the lines of one commit one after the other, each saved by itself.</summary>
internal sealed class BulkIntake(CaseDbContext db, StoreDialect store, ILogger<BulkIntake> log)
{
    private static readonly Refusal Malformed = Refusal.Malformed("malformedRequest", "这一行不是规定格式的 JSON，请按接口说明改正后重发。");
    private static readonly Refusal Fault = new(RefusalKind.Conflict, "internalError", "处理这一行时系统出现故障，没有存入，请稍后重发。", []);

    public async Task<List<BulkAnswer>> ReceiveAsync<TBody>(
        IReadOnlyList<BulkLine> lines, Func<int, TBody, Task<BulkAnswer>> receive, CancellationToken cancellationToken)
    {
        var answers = new List<BulkAnswer>(lines.Count);
        foreach (var line in lines) answers.Add(await OneAsync(line, receive, cancellationToken));
        return answers;
    }

    internal static BulkAnswer Refused(int line, Refusal refusal) =>
        new(line, Code: refusal.Code, Message: refusal.Message, Errors: refusal.ToProblem().Errors);

    private async Task<BulkAnswer> OneAsync<TBody>(BulkLine line, Func<int, TBody, Task<BulkAnswer>> receive, CancellationToken cancellationToken)
    {
        TBody? body;
        try
        {
            body = JsonSerializer.Deserialize<TBody>(line.Json.Span, HttpJson.Stored);
        }
        catch (JsonException e)
        {
            return Refused(line.Number, HttpJson.RefusalOf(e, Malformed));
        }
        catch (InvalidOperationException)
        {
            return Refused(line.Number, Malformed);
        }
        if (body is null) return Refused(line.Number, Malformed);

        try
        {
            var answer = await receive(line.Number, body);
            await db.SaveChangesAsync(cancellationToken); // behind a savepoint, which EF sets within a transaction
            return answer;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !store.IsLostRace(fault)) // a lost race is run again, with all lines of the commit
        {
            // An edge like that of HTTP: the line's sender learns of the fault, the other lines stand.
            log.LogError(fault, "Expected to take in line {Line} of a bulk, but it failed.", line.Number);
            db.ChangeTracker.Clear();
            return Refused(line.Number, Fault);
        }
    }
}
