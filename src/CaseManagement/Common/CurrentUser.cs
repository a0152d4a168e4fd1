using System.Linq.Expressions;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>A role held over a subtree of units. <paramref name="Path"/> is the unit's path, such as <c>/ak/ak-county-1/</c>; <c>/</c> covers all places.</summary>
public sealed record Grant(string Role, string Path, IReadOnlySet<string> Acts);

/// <summary>A colleague who is away, for whom the user stands in today: with what the colleague may do, on tasks only.</summary>
public sealed record Substitution(string UserName, string DisplayName, DateOnly From, DateOnly Until, IReadOnlyList<Grant> Grants);

/// <summary>Whoever acts in this scope: a person, a program, or the system itself. Filled once per request or circuit send.</summary>
public sealed class CurrentUser
{
    public Guid Id { get; private set; }
    public string UserName { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public string UnitCode { get; private set; } = "";
    public string UnitPath { get; private set; } = "";
    public IReadOnlyList<Grant> Grants { get; private set; } = [];
    /// <summary>For whom the user stands in at this moment.</summary>
    public IReadOnlyList<Substitution> Substitutions { get; private set; } = [];
    /// <summary>The channel a program may deliver for; null when it is bound to none, and for people.</summary>
    public string? Channel { get; private set; }
    public bool SignedIn => UserName.Length > 0;

    public void Become(Guid id, string userName, string displayName, string unitCode, string unitPath, IReadOnlyList<Grant> grants, string? channel = null) =>
        (Id, UserName, DisplayName, UnitCode, UnitPath, Grants, Channel) = (id, userName, displayName, unitCode, unitPath, grants, channel);

    /// <summary>Stands in for colleagues: their tasks, and the cases these belong to, are within reach as long as it lasts.</summary>
    public void StandInFor(IReadOnlyList<Substitution> colleagues) => Substitutions = colleagues;

    /// <summary>Is it the user, or somebody the user stands in for?</summary>
    public bool ActsAs(string? userName) => userName is not null && (userName == UserName || Substitutions.Any(s => s.UserName == userName));

    /// <summary>May this user perform the act on something that belongs to the unit with this path? Role × unit subtree × act (X-WF-2).</summary>
    public bool May(string act, string unitPath) => Grants.Any(g => g.Acts.Contains(act) && unitPath.StartsWith(g.Path, StringComparison.Ordinal));

    /// <summary>May this user perform the act anywhere?</summary>
    public bool May(string act) => Grants.Any(g => g.Acts.Contains(act));

    /// <summary>Does this user hold the role over the unit with this path?</summary>
    public bool Holds(string role, string unitPath) => Grants.Any(g => g.Role == role && unitPath.StartsWith(g.Path, StringComparison.Ordinal));

    /// <summary>The role to write beside an act on this unit in the history.</summary>
    public string RoleFor(string act, string unitPath) =>
        Grants.FirstOrDefault(g => g.Acts.Contains(act) && unitPath.StartsWith(g.Path, StringComparison.Ordinal))?.Role ?? "";

    /// <summary>The filter of every list: rows whose unit path lies under a grant that carries the act.</summary>
    public Expression<Func<T, bool>> Sees<T>(string act, Expression<Func<T, string>> unitPath)
    {
        var startsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
        var body = Grants.Where(g => g.Acts.Contains(act)).Select(g => g.Path).Distinct()
            .Select(Expression (path) => Expression.Call(unitPath.Body, startsWith, Expression.Constant(path)))
            .DefaultIfEmpty(Expression.Constant(false))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(body, unitPath.Parameters);
    }
}
