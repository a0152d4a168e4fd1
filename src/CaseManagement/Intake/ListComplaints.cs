using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Complaints about the user's units, newest first.</summary>
/// <param name="Region">Place code.</param>
/// <param name="Unit">Unit code; its subtree.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListComplaints(string? Region = null, string? Unit = null, int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<ComplaintRow>>>;

/// <summary>A complaint, with persons and numbers masked.</summary>
public sealed record ComplaintRow(
    Guid Id, string Region, string Channel, string Unit, string Text, string PersonKind, string? PersonName, string? PersonPhone, DateTimeOffset MadeAt, string Status, string? Case);

internal sealed class ListComplaintsHandler(CaseDbContext db, CurrentUser user, PersonalData personalData) : IRequestHandler<ListComplaints, Result<PageOf<ComplaintRow>>>
{
    public async Task<Result<PageOf<ComplaintRow>>> Handle(ListComplaints request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        if (request.Region is { Length: > 0 } region && await db.Regions.FindAsync([region], cancellationToken) is null) return Paging.Unknown("region", "地区");
        if (request.Unit is { Length: > 0 } unit && !await db.Units.AnyAsync(u => u.Code == unit, cancellationToken)) return Paging.Unknown("unit", "单位");
        var found = db.Set<Complaint>().AsNoTracking().Where(user.Sees<Complaint>(Acts.ReadCase, c => c.UnitPath));
        if (request.Region is { Length: > 0 } place) found = found.Where(c => c.Region == place);
        if (request.Unit is { Length: > 0 } below) found = found.Where(c => db.Units.Any(u => u.Code == below && c.UnitPath.StartsWith(u.Path)));
        var total = await found.CountAsync(cancellationToken);
        var page = await found.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<ComplaintRow>(page.ConvertAll(Row), request.Page, request.PageSize, total);
    }

    private ComplaintRow Row(Complaint c) => new(
        c.Id, c.Region, c.Channel, c.UnitCode, Redaction.Of(personalData.Open(c.TextSealed)!, personalData.Open(c.NameSealed)), c.PersonKind, c.NameMasked, c.PhoneMasked, c.MadeAt, c.Status, c.CaseNumber);
}
