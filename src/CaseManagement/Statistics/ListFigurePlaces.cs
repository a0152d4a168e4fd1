using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>The places whose figures one may see.</summary>
public sealed record ListFigurePlaces : IRequest<Result<IReadOnlyList<FigureChoice>>>;

internal sealed class ListFigurePlacesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListFigurePlaces, Result<IReadOnlyList<FigureChoice>>>
{
    public async Task<Result<IReadOnlyList<FigureChoice>>> Handle(ListFigurePlaces request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadCase)) return HttpRefusals.NotAllowed;
        var regions = await db.Units.AsNoTracking().Where(user.Sees<Organisation.Unit>(Acts.ReadCase, u => u.Path)).Select(u => u.Region).Distinct().ToListAsync(cancellationToken);
        return await db.Regions.AsNoTracking().Where(r => regions.Contains(r.Code)).OrderBy(r => r.Code).Select(r => new FigureChoice(r.Code, r.Name)).ToListAsync(cancellationToken);
    }
}
