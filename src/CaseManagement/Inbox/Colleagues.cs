using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Who else could work on a task: everybody who holds its role over its unit, with the act of its kind.</summary>
public sealed class Colleagues(CaseDbContext db)
{
    /// <summary>The candidates of a task, from all accounts.</summary>
    public IQueryable<User> Of(TaskItem task)
    {
        var (role, paths, region) = (task.Role, AboveAnd(task.UnitPath), RegionOf(task.UnitPath));
        var act = TaskKinds.Of(task.Kind).Act;
        var carried = db.Permissions.Where(p => p.Role == role && (p.Region == PermissionSeed.Everywhere || p.Region == region) && (act == null || p.Act == act));
        return db.Users.AsNoTracking().Where(u => carried.Any() && db.RoleGrants.Any(g => g.UserId == u.Id && g.Role == role && paths.Contains(g.UnitPath)));
    }

    /// <summary>The candidate with this account name; null when the person is none.</summary>
    public Task<User?> FindAsync(TaskItem task, string userName, CancellationToken cancellationToken) => Of(task).SingleOrDefaultAsync(u => u.UserName == userName, cancellationToken);

    /// <summary>A unit's path and those above it, as grants name them.</summary>
    private static List<string> AboveAnd(string path)
    {
        List<string> paths = ["/"];
        foreach (var code in path.Split('/', StringSplitOptions.RemoveEmptyEntries)) paths.Add($"{paths[^1]}{code}/");
        return paths;
    }

    private static string RegionOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.ToUpperInvariant() ?? "";
}
