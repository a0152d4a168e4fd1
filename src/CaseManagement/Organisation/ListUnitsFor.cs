using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The units for which this user may perform an act, to choose from in a form.</summary>
/// <param name="Act">One of <see cref="Acts"/>.</param>
public sealed record ListUnitsFor(string Act) : IRequest<Result<IReadOnlyList<UnitChoice>>>;

/// <summary>A unit to choose.</summary>
public sealed record UnitChoice(string Code, string Name);

internal sealed class ListUnitsForHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListUnitsFor, Result<IReadOnlyList<UnitChoice>>>
{
    private const int Most = 500;

    public async Task<Result<IReadOnlyList<UnitChoice>>> Handle(ListUnitsFor request, CancellationToken cancellationToken) =>
        await db.Units.AsNoTracking().Where(user.Sees<Unit>(request.Act, u => u.Path)).OrderBy(u => u.Path).Take(Most).Select(u => new UnitChoice(u.Code, u.Name)).ToListAsync(cancellationToken);
}
