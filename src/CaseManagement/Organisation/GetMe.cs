using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Who is signed in, and what that person or program may do where.</summary>
public sealed record GetMe : IRequest<Result<Me>>;

/// <param name="UserName">Account name.</param>
/// <param name="DisplayName">What colleagues read.</param>
/// <param name="Unit">Unit code; empty for a program.</param>
/// <param name="UnitName">Unit name.</param>
/// <param name="Roles">Role codes held.</param>
/// <param name="Permissions">Every act the user may perform somewhere.</param>
/// <param name="Grants">The acts by role and subtree of units.</param>
public sealed record Me(string UserName, string DisplayName, string Unit, string? UnitName, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions, IReadOnlyList<MyGrant> Grants)
{
    /// <summary>Account names of the colleagues the user stands in for today.</summary>
    public IReadOnlyList<string> Substitutions { get; init; } = [];

    /// <summary>The same with names and days.</summary>
    public IReadOnlyList<StandIn> StandsInFor { get; init; } = [];

    /// <summary>Who stands in for the user today; null when nobody does.</summary>
    public StandIn? StandIn { get; init; }
}

/// <summary>A colleague, and the days of an absence.</summary>
public sealed record StandIn(string UserName, string DisplayName, DateOnly From, DateOnly Until);

public sealed record MyGrant(string Role, string UnitPath, IReadOnlyList<string> Acts);

internal sealed class GetMeHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<GetMe, Result<Me>>
{
    public async Task<Result<Me>> Handle(GetMe request, CancellationToken cancellationToken)
    {
        var unitName = await db.Units.Where(u => u.Code == user.UnitCode).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
        return new Me(user.UserName, user.DisplayName, user.UnitCode, unitName,
            [.. user.Grants.Select(g => g.Role).Distinct().Order(StringComparer.Ordinal)],
            [.. user.Grants.SelectMany(g => g.Acts).Distinct().Order(StringComparer.Ordinal)],
            [.. user.Grants.Select(g => new MyGrant(g.Role, g.Path, [.. g.Acts.Order(StringComparer.Ordinal)]))])
        {
            Substitutions = [.. user.Substitutions.Select(s => s.UserName)],
            StandsInFor = [.. user.Substitutions.Select(s => new StandIn(s.UserName, s.DisplayName, s.From, s.Until))],
            StandIn = await db.Set<Absence>().AsNoTracking().On(clock.GetUtcNow().LocalDate()).Where(a => a.UserName == user.UserName)
                .Join(db.Users, a => a.Substitute, u => u.UserName, (a, u) => new StandIn(a.Substitute, u.DisplayName, a.FromOn, a.UntilOn)).FirstOrDefaultAsync(cancellationToken),
        };
    }
}
