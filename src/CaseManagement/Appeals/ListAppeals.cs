using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>The appeals of one case, newest first.</summary>
public sealed record ListAppeals(string Number) : IRequest<Result<PageOf<AppealRow>>>;

/// <summary>An appeal.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="Applicant"><c>institution</c> or <c>staff</c>.</param>
/// <param name="Grounds">Why; not repeated in the answer to the filing itself.</param>
/// <param name="Status"><c>pending</c>, <c>decided</c>, <c>lapsed</c>.</param>
/// <param name="Outcome">What the review found: <c>valid</c> lets the rating stand.</param>
/// <param name="FiledBy">User name.</param>
/// <param name="FiledAt">When.</param>
/// <param name="DecidedBy">User name of the reviewer.</param>
/// <param name="DecidedAt">When.</param>
public sealed record AppealRow(
    Guid Id, string CaseNumber, string Applicant, string? Grounds, string Status, string? Outcome, string FiledBy, DateTimeOffset FiledAt, string? DecidedBy, DateTimeOffset? DecidedAt)
{
    internal static AppealRow Of(Appeal a, string? grounds) => new(a.Id, a.CaseNumber, a.Applicant, grounds, a.Status, a.Outcome, a.FiledBy, a.FiledAt, a.DecidedBy, a.DecidedAt);
}

internal sealed class ListAppealsHandler(CaseAccess access, CaseDbContext db, CaseWords words) : IRequestHandler<ListAppeals, Result<PageOf<AppealRow>>>
{
    public async Task<Result<PageOf<AppealRow>>> Handle(ListAppeals request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<Appeal>().AsNoTracking().Where(a => a.CaseNumber == request.Number).OrderByDescending(a => a.Id).ToListAsync(cancellationToken);
        var shown = await words.ShownAsync(found.Value, cancellationToken);
        return PageOf<AppealRow>.Whole([.. rows.Select(a => AppealRow.Of(a, shown(a.GroundsSealed)))]);
    }
}
