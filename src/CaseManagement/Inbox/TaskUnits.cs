using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Finds the unit a task belongs to, from the handling unit upwards (属地管理、分级负责, AK-13b).</summary>
public sealed class TaskUnits(CaseDbContext db)
{
    /// <summary>The rule that names the case's handling unit, whatever roles it plays.</summary>
    public const string HandlingUnit = "handlingUnit";

    /// <summary>The rule that names the nearest unit playing the task's role.</summary>
    public const string Nearest = "nearest";

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
            _ => throw new InvalidOperationException($"Expected unit rule '{HandlingUnit}' or '{Nearest}', but it is '{rule}'."),
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
