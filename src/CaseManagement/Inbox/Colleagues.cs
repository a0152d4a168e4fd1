using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Who else could work on a task: everybody who holds its role over its unit, with the act of its kind.</summary>
public sealed class Colleagues(CaseDbContext db)
{
    private const int Most = 200;

    /// <summary>The candidates of a task, from all accounts.</summary>
    public IQueryable<User> Of(TaskItem task)
    {
        var (role, paths, region) = (task.Role, AboveAnd(task.UnitPath), RegionOf(task.UnitPath));
        var act = TaskKinds.Of(task.Kind).Act;
        var carried = db.Permissions.Where(p => p.Role == role && (p.Region == PermissionSeed.Everywhere || p.Region == region) && (act == null || p.Act == act));
        return db.Users.AsNoTracking().Where(u => carried.Any() && db.RoleGrants.Any(g => g.UserId == u.Id && g.Role == role && paths.Contains(g.UnitPath)));
    }

    /// <summary>The candidate with this account name who gets the task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="userName">Whose account; refused when left out.</param>
    /// <param name="present">Who has it until now; refused, since nothing would change.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Result<User>> RequireAsync(TaskItem task, string? userName, string? present, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(userName)) return TaskRefusals.PersonRequired;
        if (userName == present) return TaskRefusals.SamePerson;
        return await Of(task).SingleOrDefaultAsync(u => u.UserName == userName, cancellationToken) is { } colleague ? colleague : TaskRefusals.PersonNotCandidate;
    }

    /// <summary>People by account name, each with what they have in hand.</summary>
    public async Task<PageOf<Colleague>> ListAsync(IQueryable<User> people, CancellationToken cancellationToken) =>
        PageOf<Colleague>.Whole(await people.OrderBy(u => u.UserName).Take(Most)
            .Select(u => new Colleague(u.UserName!, u.DisplayName, db.Units.Where(n => n.Code == u.UnitCode).Select(n => n.Name).FirstOrDefault() ?? "", db.Tasks.Count(t => t.Status == "open" && t.Assignee == u.UserName)))
            .ToListAsync(cancellationToken));

    /// <summary>A unit's path and those above it, as grants name them.</summary>
    private static List<string> AboveAnd(string path)
    {
        List<string> paths = ["/"];
        foreach (var code in path.Split('/', StringSplitOptions.RemoveEmptyEntries)) paths.Add($"{paths[^1]}{code}/");
        return paths;
    }

    private static string RegionOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.ToUpperInvariant() ?? "";
}
