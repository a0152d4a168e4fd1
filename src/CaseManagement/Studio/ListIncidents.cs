using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What went wrong in the workflows whose instances the user sees, newest first.</summary>
/// <param name="Case">Case number; all streams if left out.</param>
/// <param name="Instance">One instance only.</param>
/// <param name="Definition">Instances of one definition only.</param>
/// <param name="Settled">Also those that somebody has settled.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListIncidents(string? Case = null, string? Instance = null, string? Definition = null, bool Settled = false, int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<IncidentRow>>>;

internal sealed class ListIncidentsHandler(CaseDbContext db, IncidentList incidents, InstanceAccess access, CurrentUser user) : IRequestHandler<ListIncidents, Result<PageOf<IncidentRow>>>
{
    private const string Hidden = "（工单内容不在您的权限内）";

    public async Task<Result<PageOf<IncidentRow>>> Handle(ListIncidents request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var filter = new IncidentFilter(request.Case, request.Instance, request.Definition, OpenOnly: !request.Settled, request.Page - 1, request.PageSize);
        var page = await incidents.ReadAsync(filter, access.VisibleIncidents(), cancellationToken);
        var streams = page.Rows.Select(row => row.StreamId).Distinct().ToList();
        var hidden = await db.Cases.Where(c => streams.Contains(c.Number)).Select(c => new { c.Number, c.UnitPath }).ToDictionaryAsync(c => c.Number, c => !user.May(Acts.ReadCase, c.UnitPath), cancellationToken);
        // What a step could not do with its values may name them.
        return new PageOf<IncidentRow>([.. page.Rows.Select(row => hidden.GetValueOrDefault(row.StreamId) ? row with { Message = Hidden } : row)], request.Page, request.PageSize, page.Total);
    }
}
