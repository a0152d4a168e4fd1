using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>The samples drawn within the user's area, newest first.</summary>
public sealed record ListSpotChecks(int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<SpotCheckRow>>>;

/// <summary>A sample, and how far it has been looked at.</summary>
public sealed record SpotCheckRow(Guid Id, string Region, string Unit, DateOnly From, DateOnly To, string Seed, int Population, int Drawn, int Checked, int Failed, string DrawnBy, DateTimeOffset DrawnAt);

/// <summary>One sample with its cases.</summary>
public sealed record GetSpotCheck(Guid Id) : IRequest<Result<SpotCheckDetail>>;

internal sealed class ListSpotChecksHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListSpotChecks, Result<PageOf<SpotCheckRow>>>
{
    public async Task<Result<PageOf<SpotCheckRow>>> Handle(ListSpotChecks request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var mine = db.Set<SpotCheck>().AsNoTracking().Where(user.Sees<SpotCheck>(Acts.ReadCase, c => c.UnitPath));
        var items = db.Set<SpotCheckItem>();
        var total = await mine.CountAsync(cancellationToken);
        var rows = await mine.OrderByDescending(c => c.DrawnAt).ThenByDescending(c => c.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
            .Select(c => new SpotCheckRow(
                c.Id, c.Region, c.UnitCode, c.From, c.To, c.Seed, c.Population, items.Count(i => i.SpotCheckId == c.Id), items.Count(i => i.SpotCheckId == c.Id && i.Result != null),
                items.Count(i => i.SpotCheckId == c.Id && i.Result == "failed"), c.DrawnBy, c.DrawnAt)).ToListAsync(cancellationToken);
        return new PageOf<SpotCheckRow>(rows, request.Page, request.PageSize, total);
    }
}

internal sealed class GetSpotCheckHandler(CaseDbContext db, CurrentUser user, PersonalData personalData) : IRequestHandler<GetSpotCheck, Result<SpotCheckDetail>>
{
    public async Task<Result<SpotCheckDetail>> Handle(GetSpotCheck request, CancellationToken cancellationToken)
    {
        if (await db.Set<SpotCheck>().AsNoTracking().Where(user.Sees<SpotCheck>(Acts.ReadCase, c => c.UnitPath)).SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } c) return SpotCheckRefusals.NotFound;
        var items = await db.Set<SpotCheckItem>().AsNoTracking().Where(i => i.SpotCheckId == c.Id).OrderBy(i => i.Position).ToListAsync(cancellationToken);
        return new SpotCheckDetail(
            c.Id, c.Region, c.UnitCode, c.From, c.To, c.Seed, c.Size, c.Population, c.DrawnBy, c.DrawnAt,
            items.ConvertAll(i => new SpotCheckCase(i.CaseNumber, i.Result, i.NoteSealed is null ? null : Redaction.Of(personalData.Open(i.NoteSealed)!), i.CheckedBy, i.CheckedAt)));
    }
}
