using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Finds the unit a task belongs to, from the handling unit upwards (属地管理、分级负责, AK-13b).</summary>
public sealed class TaskUnits(CaseDbContext db, OrdinanceCatalog ordinances)
{
    /// <summary>The rule that names the case's handling unit, whatever roles it plays.</summary>
    public const string HandlingUnit = "handlingUnit";

    /// <summary>The rule that names the nearest unit playing the task's role.</summary>
    public const string Nearest = "nearest";

    /// <summary>Instead of a role: whatever role the named unit plays.</summary>
    public const string RoleOfUnit = "unit";

    /// <summary>The role a pack means by this word: one of its own, <c>handlingUnit</c>, or the supervising role of the handling unit's level (分级负责).</summary>
    /// <param name="case">The case.</param>
    /// <param name="role">A role code or one of the resolvers <c>handlingUnit</c>, <c>sameLevelApprovalDept</c>, <c>sameLevelBureau</c>.</param>
    /// <param name="act">What the role must be allowed to do.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<string> RoleAsync(Case @case, string role, string? act, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        if (pack.Role(role) is not null || role is not (HandlingUnit or "sameLevelApprovalDept" or "sameLevelBureau")) return role;
        var handling = await db.Units.AsNoTracking().SingleAsync(u => u.Code == @case.UnitCode, cancellationToken);
        if (role == HandlingUnit) return handling.Role;
        return pack.Roles.FirstOrDefault(r => r.Level == handling.Level && r.Permissions.Contains(act ?? Acts.Dispatch))?.Code
            ?? throw new InvalidOperationException($"Expected a role of level '{handling.Level}' that may '{act ?? Acts.Dispatch}' in pack {pack.Code} {pack.Version}, but there is none.");
    }

    public async Task<Unit> ForAsync(Case @case, string role, string? rule, CancellationToken cancellationToken)
    {
        var handling = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == @case.UnitCode, cancellationToken)
            ?? throw new InvalidOperationException($"Expected unit '{@case.UnitCode}' of case '{@case.Number}', but it is not registered.");
        return rule switch
        {
            HandlingUnit => handling,
            null or "" when handling.Role == role => handling,
            null or "" or Nearest => await NearestAsync(handling, role, cancellationToken)
                ?? throw new InvalidOperationException($"Expected a unit with role '{role}' above or beside '{handling.Code}', but there is none."),
            _ => await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == rule && u.Region == @case.Region, cancellationToken)
                ?? throw new InvalidOperationException($"Expected unit rule '{HandlingUnit}', '{Nearest}' or a unit of '{@case.Region}', but it is '{rule}'."),
        };
    }

    /// <summary>The nearest unit playing the role: the handling unit, then each ancestor with its direct children, from below.</summary>
    private async Task<Unit?> NearestAsync(Unit handling, string role, CancellationToken cancellationToken)
    {
        if (handling.Role == role) return handling;
        var ancestors = handling.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipLast(1).Reverse().ToList();
        var candidates = await db.Units.AsNoTracking()
            .Where(u => u.Region == handling.Region && u.Role == role && (ancestors.Contains(u.Code) || (u.Parent != null && ancestors.Contains(u.Parent))))
            .OrderBy(u => u.Code).ToListAsync(cancellationToken);
        return ancestors.Select(code => candidates.Find(u => u.Code == code) ?? candidates.Find(u => u.Parent == code)).FirstOrDefault(u => u is not null);
    }
}
