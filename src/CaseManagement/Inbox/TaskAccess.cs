using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json.Nodes;
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
    /// <summary>Role over the task's unit, with the act its kind takes: the user's own, or that of somebody the user stands in for.</summary>
    public bool IsCandidate(TaskItem task) => Reach(user.Grants, task) || StandingIn(task) is not null;

    private static bool Reach(IReadOnlyList<Grant> grants, TaskItem task) => grants.Any(g => g.Role == task.Role && task.UnitPath.StartsWith(g.Path, StringComparison.Ordinal) && Carries(g, task.Kind));

    // Whoever holds it and is away comes first.
    private Substitution? StandingIn(TaskItem task) => user.Substitutions.Where(s => Reach(s.Grants, task)).OrderBy(s => s.UserName != task.Assignee).FirstOrDefault();

    /// <summary>The same as a filter of lists.</summary>
    public Expression<Func<TaskItem, bool>> Candidates()
    {
        Expression<Func<TaskItem, bool>> filter = t => false;
        foreach (var grant in user.Grants.Concat(user.Substitutions.SelectMany(s => s.Grants)))
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
    public Task<Result<TaskOfCase>> ToWorkOnAsync(Guid id, CancellationToken cancellationToken) => OpenForAsync(id, IsCandidate, TaskRefusals.NotCandidate, cancellationToken);

    /// <summary>The open task with its case for whoever may give it to somebody else.</summary>
    public Task<Result<TaskOfCase>> ToAssignAsync(Guid id, CancellationToken cancellationToken) => OpenForAsync(id, task => IsCandidate(task) || MaySteer(task), TaskRefusals.NotToAssign, cancellationToken);

    /// <summary>The open task with its case for somebody who leaves, whoever steers there, or who keeps the organisation.</summary>
    public Task<Result<TaskOfCase>> ToHandOverAsync(Guid id, string leaver, CancellationToken cancellationToken) =>
        OpenForAsync(id, task => leaver == user.UserName || user.May(Acts.Administer) || MaySteer(task), TaskRefusals.NotToAssign, cancellationToken);

    private async Task<Result<TaskOfCase>> OpenForAsync(Guid id, Func<TaskItem, bool> may, Refusal refusal, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found) return TaskRefusals.NotFound;
        if (!may(found.Task))
        {
            await accessLog.RefusedAsync(TaskKinds.Of(found.Task.Kind).Act ?? found.Task.Kind, Subject(found.Task));
            return refusal;
        }
        return found.Task.Status switch
        {
            "open" => found,
            "cancelled" => TaskRefusals.Cancelled,
            _ => TaskRefusals.AlreadyDone(found.Task.CompletedBy == user.UserName ? "您" : await names.OfAsync(found.Task.CompletedBy!, cancellationToken), When(found.Task.CompletedAt!.Value)),
        };
    }

    /// <summary>In whose stead the user works on the task; null when in their own.</summary>
    public string? ActingFor(TaskItem task) => task.Assignee switch
    {
        { } me when me == user.UserName => task.DelegatedBy ?? LentBy(task),
        { } absent when user.ActsAs(absent) => absent,
        { } when task.DelegatedBy != user.UserName && user.ActsAs(task.DelegatedBy) => task.DelegatedBy, // such as taking it back
        _ => LentBy(task),
    };

    // What somebody may do in their own right they do for nobody else.
    private string? LentBy(TaskItem task) => Reach(user.Grants, task) ? null : StandingIn(task)?.UserName;

    /// <summary>Who stands in the history for work on the task.</summary>
    public Signature SignatureOf(TaskItem task) => new(user.UserName, user.DisplayName, task.Role, user.UnitCode);

    /// <summary>What an event of the task says first: which task, and in whose stead it was acted.</summary>
    public async Task<JsonObject> FactsOfAsync(TaskItem task, CancellationToken cancellationToken)
    {
        var facts = new JsonObject { ["task"] = task.Id, ["kind"] = task.Kind };
        if (ActingFor(task) is { } absent) (facts["actingFor"], facts["actingForName"]) = (absent, await names.OfAsync(absent, cancellationToken));
        return facts;
    }

    /// <summary>May the user say who works on the task without working on it: whoever hands out the orders of its unit, and its leader?</summary>
    public bool MaySteer(TaskItem task) => SteeringAct(task.UnitPath) is not null;

    /// <summary>The act that lets the user say who works in the unit; null when none does.</summary>
    public string? SteeringAct(string unitPath) => Steering.FirstOrDefault(act => user.May(act, unitPath));

    /// <summary>Acts of those who say who works on what within their units.</summary>
    internal static readonly string[] Steering = [Acts.Dispatch, Acts.ExtensionSignOff];

    /// <summary>The refusal that names who holds the task and since when; null when nobody else does.</summary>
    public async Task<Refusal?> HeldByAnotherAsync(TaskItem task, CancellationToken cancellationToken)
    {
        if (task.Assignee is not { } holder || user.ActsAs(holder)) return null;
        if (user.ActsAs(task.DelegatedBy)) return TaskRefusals.DelegatedAway(await names.OfAsync(holder, cancellationToken));
        var id = task.Id.ToString();
        var claimed = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == task.CaseNumber && e.Type == "taskClaimed" && e.Actor == holder && e.Data.Contains(id))
            .OrderByDescending(e => e.Seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);
        return TaskRefusals.AlreadyClaimed(await names.OfAsync(holder, cancellationToken), claimed is { } at ? When(at) : null);
    }

    /// <summary>The refusal of deciding in somebody's stead on what one has asked for oneself; null when it is somebody else's request.</summary>
    public async Task<Refusal?> OwnRequestAsync(TaskItem task, CancellationToken cancellationToken)
    {
        if (LentBy(task) is null || Asked.GetValueOrDefault(task.Kind) is not { } asking) return null;
        var asker = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == task.CaseNumber && e.Type == asking).OrderByDescending(e => e.Seq).Select(e => e.Actor).FirstOrDefaultAsync(cancellationToken);
        return asker == user.UserName ? TaskRefusals.OwnRequest : null;
    }

    private static readonly Dictionary<string, string> Asked = new() { ["signOff"] = "extensionRequested", ["approveExtension"] = "extensionRequested", ["reviewAppeal"] = "appealFiled" };

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

    public static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
