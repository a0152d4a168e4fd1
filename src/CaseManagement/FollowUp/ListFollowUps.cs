using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>The visits of the user's cases, newest first.</summary>
/// <param name="Status"><c>open</c>, <c>done</c>, or null for both.</param>
/// <param name="Consequence">Such as <c>rehandleLimit</c>: those that a supervisor has to look after.</param>
/// <param name="CaseNumber">Of one case only.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">At most 200.</param>
public sealed record ListFollowUps(string? Status, string? Consequence, string? CaseNumber, int Page, int PageSize) : IRequest<Result<PageOf<FollowUpRow>>>;

/// <summary>A visit.</summary>
public sealed record FollowUpRow(
    Guid Id, string CaseNumber, string Status, string? Outcome, string? Channel, string? Cause, string? Consequence, DateTimeOffset OpenedAt, string OpenedBy, string? DoneBy, DateTimeOffset? DoneAt)
{
    internal static FollowUpRow Of(FollowUpVisit v) => new(v.Id, v.CaseNumber, v.Status, v.Outcome, v.Channel, v.Cause, v.Consequence, v.OpenedAt, v.OpenedBy, v.DoneBy, v.DoneAt);
}

internal sealed class ListFollowUpsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListFollowUps, Result<PageOf<FollowUpRow>>>
{
    public async Task<Result<PageOf<FollowUpRow>>> Handle(ListFollowUps request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var mine = db.Cases.Where(user.Sees<Cases.Case>(Acts.ReadCase, c => c.UnitPath));
        var visits = db.Set<FollowUpVisit>().AsNoTracking()
            .Where(v => (request.Status == null || v.Status == request.Status) && (request.Consequence == null || v.Consequence == request.Consequence) && (request.CaseNumber == null || v.CaseNumber == request.CaseNumber))
            .Where(v => mine.Any(c => c.Number == v.CaseNumber));
        var total = await visits.CountAsync(cancellationToken);
        var rows = await visits.OrderByDescending(v => v.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<FollowUpRow>(rows.ConvertAll(FollowUpRow.Of), request.Page, request.PageSize, total);
    }
}
