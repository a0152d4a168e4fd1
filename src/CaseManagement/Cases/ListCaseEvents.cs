using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The history of a case, oldest first.</summary>
public sealed record ListCaseEvents(string Number, int Page = 1, int PageSize = 200) : IRequest<Result<PageOf<CaseEventRow>>>;

public sealed record CaseEventRow(long Seq, DateTimeOffset At, string Actor, string ActorName, string Role, string Unit, string Type, JsonObject Data, string Hash, string PreviousHash);

internal sealed class ListCaseEventsHandler(CaseDbContext db, CaseAccess access) : IRequestHandler<ListCaseEvents, Result<PageOf<CaseEventRow>>>
{
    public async Task<Result<PageOf<CaseEventRow>>> Handle(ListCaseEvents request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;

        var history = db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == request.Number);
        var total = await history.CountAsync(cancellationToken);
        var page = await history.OrderBy(e => e.Seq).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<CaseEventRow>(page.ConvertAll(Row), request.Page, request.PageSize, total);
    }

    private static CaseEventRow Row(CaseEvent e) =>
        new(e.Seq, e.At, e.Actor, e.ActorName, e.Role, e.Unit, e.Type, JsonNode.Parse(e.Data)!.AsObject(), e.Hash, e.PreviousHash);
}
