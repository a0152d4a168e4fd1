using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Analysis;

/// <summary>Common issues of the user's units, newest first.</summary>
/// <param name="Region">Place code.</param>
/// <param name="Status"><c>open</c>, <c>closed</c>, or null for both.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListCommonIssues(string? Region = null, string? Status = null, int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<CommonIssueRow>>>;

/// <summary>The two zeros of a place (双归零, YS-12b): open cases and open common issues within the user's units.</summary>
public sealed record GetDoubleZero(string Region) : IRequest<Result<DoubleZero>>;

/// <param name="OpenCases">Cases not finished.</param>
/// <param name="OpenIssues">Common issues not solved.</param>
/// <param name="Zero">Both are zero.</param>
public sealed record DoubleZero(int OpenCases, int OpenIssues, bool Zero);

internal sealed class ListCommonIssuesHandler(CaseDbContext db, CurrentUser user, PersonalData personalData, TimeProvider clock) : IRequestHandler<ListCommonIssues, Result<PageOf<CommonIssueRow>>>
{
    private static readonly string[] Statuses = ["open", "closed"];

    public async Task<Result<PageOf<CommonIssueRow>>> Handle(ListCommonIssues request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        if (request.Status is { Length: > 0 } status && !Statuses.Contains(status)) return Paging.Unknown("status", "状态", Statuses);
        var found = db.Set<CommonIssue>().AsNoTracking().Where(user.Sees<CommonIssue>(Acts.ReadCase, i => i.UnitPath));
        if (request.Region is { Length: > 0 } region) found = found.Where(i => i.Region == region);
        if (request.Status is { Length: > 0 } wanted) found = found.Where(i => i.Status == wanted);
        var total = await found.CountAsync(cancellationToken);
        var page = await found.OrderByDescending(i => i.OpenedAt).ThenByDescending(i => i.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        var ids = page.ConvertAll(i => i.Id);
        var cases = (await db.Set<CommonIssueCase>().AsNoTracking().Where(c => ids.Contains(c.IssueId)).ToListAsync(cancellationToken)).ToLookup(c => c.IssueId, c => c.CaseNumber);
        var today = clock.GetUtcNow().LocalDate();
        return new PageOf<CommonIssueRow>(
            page.ConvertAll(i => CommonIssueRow.Of(i, cases[i.Id].Order(StringComparer.Ordinal), i.SolutionSealed is null ? null : Redaction.Of(personalData.Open(i.SolutionSealed)!), today)), request.Page, request.PageSize, total);
    }
}

internal sealed class GetDoubleZeroHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<GetDoubleZero, Result<DoubleZero>>
{
    public async Task<Result<DoubleZero>> Handle(GetDoubleZero request, CancellationToken cancellationToken)
    {
        if (await db.Regions.FindAsync([request.Region], cancellationToken) is null) return Paging.Unknown("region", "地区");
        var cases = await db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath)).CountAsync(c => c.Region == request.Region && c.Status == "open", cancellationToken);
        var issues = await db.Set<CommonIssue>().Where(user.Sees<CommonIssue>(Acts.ReadCase, i => i.UnitPath)).CountAsync(i => i.Region == request.Region && i.Status == "open", cancellationToken);
        return new DoubleZero(cases, issues, cases == 0 && issues == 0);
    }
}
