using System.Globalization;
using System.Linq.Expressions;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The one check between a user and a task: candidates work on it, whoever reads its case reads it, every other attempt is refused and recorded (X-WF-2).</summary>
public sealed class TaskAccess(CaseDbContext db, CurrentUser user, CaseAccess cases, AccessLog accessLog, DisplayNames names, TimeProvider clock)
{
    /// <summary>Role over the task's unit, with the act its kind takes.</summary>
    public bool IsCandidate(TaskItem task) => user.Grants.Any(g => g.Role == task.Role && task.UnitPath.StartsWith(g.Path, StringComparison.Ordinal) && Carries(g, task.Kind));

    /// <summary>The same as a filter of lists.</summary>
    public Expression<Func<TaskItem, bool>> Candidates()
    {
        Expression<Func<TaskItem, bool>> filter = t => false;
        foreach (var grant in user.Grants)
        {
            var (role, path) = (grant.Role, grant.Path);
            var barred = TaskKinds.All.Select(k => k.Code).Where(kind => !Carries(grant, kind)).ToList();
            filter = filter.Or(t => t.Role == role && t.UnitPath.StartsWith(path) && !barred.Contains(t.Kind));
        }
        return filter;
    }

    /// <summary>The task with its case for somebody who may read it.</summary>
    public async Task<Result<TaskOfCase>> ToReadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found) return TaskRefusals.NotFound;
        if (IsCandidate(found.Task)) return found;
        return await cases.RefusalAsync(Acts.ReadCase, found.Case.UnitPath, Subject(found.Task)) is { } refusal ? refusal : found;
    }

    /// <summary>The open task with its case for one of its candidates.</summary>
    public async Task<Result<TaskOfCase>> ToWorkOnAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found) return TaskRefusals.NotFound;
        if (!IsCandidate(found.Task))
        {
            await accessLog.RefusedAsync(TaskKinds.Of(found.Task.Kind).Act ?? found.Task.Kind, Subject(found.Task));
            return TaskRefusals.NotCandidate;
        }
        return found.Task.Status switch
        {
            "open" => found,
            "cancelled" => TaskRefusals.Cancelled,
            _ => TaskRefusals.AlreadyDone(found.Task.CompletedBy == user.UserName ? "您" : await names.OfAsync(found.Task.CompletedBy!, cancellationToken), When(found.Task.CompletedAt!.Value)),
        };
    }

    /// <summary>The refusal that names who holds the task and since when; null when nobody else does.</summary>
    public async Task<Refusal?> HeldByAnotherAsync(TaskItem task, CancellationToken cancellationToken)
    {
        if (task.Assignee is not { } holder || holder == user.UserName) return null;
        var id = task.Id.ToString();
        var claimed = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == task.CaseNumber && e.Type == "taskClaimed" && e.Actor == holder && e.Data.Contains(id))
            .OrderByDescending(e => e.Seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);
        return TaskRefusals.AlreadyClaimed(await names.OfAsync(holder, cancellationToken), claimed is { } at ? When(at) : null);
    }

    private string When(DateTimeOffset at)
    {
        var local = at.ToChina();
        return local.ToString(local.Year == clock.GetUtcNow().ToChina().Year ? "M月d日 HH:mm" : "yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);
    }

    private async Task<TaskOfCase?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Tasks.FindAsync([id], cancellationToken) is not { } task) return null;
        return new TaskOfCase(task, (await db.Cases.FindAsync([task.CaseNumber], cancellationToken))!);
    }

    private static bool Carries(Grant grant, string kind) => TaskKinds.Of(kind).Act is not { } act || grant.Acts.Contains(act);

    private static string Subject(TaskItem task) => $"{task.CaseNumber}/{task.Id}";
}

/// <summary>A task and the case it belongs to, tracked.</summary>
public sealed record TaskOfCase(TaskItem Task, Case Case);

internal static class Filters
{
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
