using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The names of units that a history names by code. Names of units are public; whatever is not a unit is left out.</summary>
public sealed record NameUnits(IReadOnlyCollection<string> Codes) : IRequest<Result<IReadOnlyDictionary<string, string>>>;

internal sealed class NameUnitsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<NameUnits, Result<IReadOnlyDictionary<string, string>>>
{
    public async Task<Result<IReadOnlyDictionary<string, string>>> Handle(NameUnits request, CancellationToken cancellationToken)
    {
        if (!user.SignedIn) return HttpRefusals.NotSignedIn;
        var codes = request.Codes.Distinct().ToList();
        return await db.Units.AsNoTracking().Where(u => codes.Contains(u.Code)).ToDictionaryAsync(u => u.Code, u => u.Name, cancellationToken);
    }
}
