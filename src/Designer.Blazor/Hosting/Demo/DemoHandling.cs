using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting.Demo;

/// <summary>
/// Works off the open tasks of a place as its people would: most soon, some late, a few not at all, so that every state can be seen.
/// What a task waits for follows from its case alone, so nothing has to be remembered.
/// </summary>
internal sealed class DemoHandling(IServiceScopeFactory scopes, DemoPeople people, ILogger<DemoHandling> log)
{
    private const int LongUnclaimed = 1;
    private static readonly string[] Steps = ["dispatch", "verify", "rectify", "reply"];

    /// <summary>Does what is due at this instant of the plan.</summary>
    public async Task ActAsync(DemoPlan plan, string region, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        foreach (var task in await OpenAsync(region, cancellationToken))
        {
            var waited = plan.InstantsBetween(task.CreatedAt, instant);
            if (waited >= Patience(task)) await CompleteAsync(task, instant, cancellationToken);
            else if (waited > LongUnclaimed && task.Assignee is null && task.Kind != "dispatch") Note(task, (await people.AsAsync(task.Account, new ClaimTask(task.Id), cancellationToken)).Refusal);
        }
    }

    /// <summary>How many instants of the plan this task lies before it is completed.</summary>
    private static int Patience(OpenTask task)
    {
        var pace = (uint)DemoPlan.Seed(task.CaseNumber, 0) % 10;
        var stuckAt = Steps[(uint)DemoPlan.Seed(task.CaseNumber, 1) % Steps.Length];
        return pace switch
        {
            0 when task.Kind == stuckAt => int.MaxValue,
            0 or 1 => 12, // six days a step: overdue in the end
            2 or 3 => 4,
            _ => 1 + (int)((uint)DemoPlan.Seed(task.CaseNumber, 2 + Array.IndexOf(Steps, task.Kind)) % 2),
        };
    }

    private async Task CompleteAsync(OpenTask task, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var found = await people.AsAsync(task.Account, new GetTask(task.Id), cancellationToken);
        Note(task, found.Refusal);
        if (!found.Ok || found.Value.Row.Outcomes is not [var forward, ..] || DemoForm.Filled(found.Value.Form, forward.Name, task.CaseNumber, instant) is not { } fields) return;
        Note(task, (await people.AsAsync(task.Account, new CompleteTask(task.Id, forward.Name, fields, []), cancellationToken)).Refusal);
    }

    private async Task<List<OpenTask>> OpenAsync(string region, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var tasks = await db.Tasks.AsNoTracking()
            .Where(t => t.Status == "open" && db.Units.Any(u => u.Code == t.UnitCode && u.Region == region)).OrderBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber)
            .Select(t => new { t.Id, t.CaseNumber, t.Kind, t.CreatedAt, t.Assignee, t.Role, t.UnitPath }).ToListAsync(cancellationToken);
        var holders = await db.RoleGrants.AsNoTracking()
            .Join(db.Users.Where(u => u.Demo), g => g.UserId, u => u.Id, (g, u) => new { g.Role, g.UnitPath, u.UserName }).OrderBy(h => h.UserName).ToListAsync(cancellationToken);
        return [.. from task in tasks
                   let holder = holders.Find(h => h.Role == task.Role && task.UnitPath.StartsWith(h.UnitPath, StringComparison.Ordinal))
                   where holder is not null
                   select new OpenTask(task.Id, task.CaseNumber, task.Kind, task.CreatedAt, task.Assignee, holder.UserName!)];
    }

    private void Note(OpenTask task, Refusal? refusal)
    {
        if (refusal is not null) log.LogWarning("Expected the demonstration to act on {Kind} of case {Case}, but it was refused: {Code}.", task.Kind, task.CaseNumber, refusal.Code);
    }

    private sealed record OpenTask(Guid Id, string CaseNumber, string Kind, DateTimeOffset CreatedAt, string? Assignee, string Account);
}
