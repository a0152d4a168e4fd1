using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Analysis;

/// <summary>The issue is solved; the guide that was changed may be named (YS-12c).</summary>
/// <param name="Id">The issue.</param>
/// <param name="Solution">What was done; required.</param>
/// <param name="GuideVersion">Version of the changed guide.</param>
public sealed record CloseCommonIssue(Guid Id, string? Solution, string? GuideVersion) : IRequest<Result<CommonIssueRow>>, IChange;

internal sealed class CloseCommonIssueHandler(CaseDbContext db, CurrentUser user, AccessLog accessLog, PersonalData personalData, TimeProvider clock) : IRequestHandler<CloseCommonIssue, Result<CommonIssueRow>>
{
    private const int LongestSolution = 2000;
    private const int LongestVersion = 50;

    public async Task<Result<CommonIssueRow>> Handle(CloseCommonIssue request, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<CommonIssue>([request.Id], cancellationToken) is not { } issue || !user.May(Acts.ReadCase, issue.UnitPath)) return CommonIssueRefusals.NotFound;
        if (!user.May(Acts.Urge, issue.UnitPath))
        {
            await accessLog.RefusedAsync(Acts.Urge, $"commonIssue:{issue.Id}");
            return HttpRefusals.NotAllowed;
        }
        if (issue.Status != "open") return CommonIssueRefusals.AlreadyClosed;
        if (request.Solution?.Trim() is not { Length: > 0 and <= LongestSolution } solution) return CommonIssueRefusals.SolutionRequired;
        var guide = request.GuideVersion?.Trim() is { Length: > 0 } version ? version : null;
        if (guide is { Length: > LongestVersion }) return CommonIssueRefusals.GuideVersionTooLong;
        (issue.Status, issue.SolutionSealed, issue.GuideVersion, issue.ClosedBy, issue.ClosedAt) = ("closed", personalData.Seal(solution), guide, user.UserName, clock.GetUtcNow());
        var cases = await db.Set<CommonIssueCase>().Where(c => c.IssueId == issue.Id).Select(c => c.CaseNumber).ToListAsync(cancellationToken);
        return CommonIssueRow.Of(issue, cases, Redaction.Of(solution), clock.GetUtcNow().LocalDate());
    }
}
