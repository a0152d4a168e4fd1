using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Puts a task into other hands, and that into the history.</summary>
public sealed class TaskHands(TaskAccess access, TaskRows rows, CaseTimeline timeline, DisplayNames names, CurrentUser user)
{
    /// <summary>Stages what one of its candidates does with a task, and shows it as it stands then.</summary>
    /// <param name="work">The task and its case.</param>
    /// <param name="assignee">Who works on it from now on; null leaves it to its unit to claim.</param>
    /// <param name="delegatedBy">In whose stead.</param>
    /// <param name="type">The event.</param>
    /// <param name="facts">What it says, as <see cref="TaskAccess.FactsOfAsync"/> began it.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public Task<TaskRow> PutAsync(TaskOfCase work, string? assignee, string? delegatedBy, string type, JsonObject facts, CancellationToken cancellationToken)
    {
        var task = work.Task;
        (task.Assignee, task.DelegatedBy, task.Revision) = (assignee, delegatedBy, task.Revision + 1);
        timeline.Append(work.Case, access.SignatureOf(task), type, facts);
        return rows.OneAsync(work, cancellationToken);
    }

    /// <summary>Stages that it is given away for good.</summary>
    /// <param name="work">The task and its case.</param>
    /// <param name="to">Who works on it from now on; null puts it back for its unit to claim.</param>
    /// <param name="reason">Why.</param>
    /// <param name="leaver">Whose work is handed over as a whole; null when it is about this task alone.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task GiveAsync(TaskOfCase work, User? to, string reason, string? leaver, CancellationToken cancellationToken)
    {
        var (task, from) = (work.Task, leaver ?? work.Task.Assignee);
        var facts = await access.FactsOfAsync(task, cancellationToken);
        if (from is not null) (facts["fromUser"], facts["fromName"]) = (from, await names.OfAsync(from, cancellationToken));
        if (to is not null) (facts["toUser"], facts["toName"]) = (to.UserName, to.DisplayName);
        facts["reason"] = reason;
        if (leaver is not null) facts["handOver"] = true;
        // Whoever left had only delegated it: the colleague goes on, for the successor or for nobody else.
        if (leaver is not null && task.DelegatedBy == leaver) task.DelegatedBy = to?.UserName == task.Assignee ? null : to?.UserName;
        else (task.Assignee, task.DelegatedBy) = (to?.UserName, null);
        task.Revision++;
        timeline.Append(work.Case, Signature(task), "taskReassigned", facts);
    }

    // Whoever steers stands there with the role that lets them, not with the task's.
    private Signature Signature(TaskItem task)
    {
        if (access.IsCandidate(task)) return access.SignatureOf(task);
        var act = access.SteeringAct(task.UnitPath) ?? Acts.Administer;
        return new Signature(user.UserName, user.DisplayName, user.RoleFor(act, task.UnitPath), user.UnitCode);
    }
}
