using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Has a colleague do a task in one's stead (委派). Whoever delegated answers for it, may take it back, and stands beside the colleague in the record.</summary>
/// <param name="Id">The task.</param>
/// <param name="To">Account name of the colleague.</param>
/// <param name="Reason">Why; required.</param>
public sealed record DelegateTask(Guid Id, string? To, string? Reason) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class DelegateTaskHandler(TaskAccess access, Colleagues colleagues, TaskRows rows, CaseTimeline timeline, CurrentUser user) : IRequestHandler<DelegateTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(DelegateTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var (task, @case) = (found.Value.Task, found.Value.Case);
        if (await access.HeldByAnotherAsync(task, cancellationToken) is { } held) return held;
        if (task.DelegatedBy is not null) return TaskRefusals.DelegatedToYou;
        if (string.IsNullOrWhiteSpace(request.To)) return TaskRefusals.PersonRequired;
        if (request.To == user.UserName) return TaskRefusals.SamePerson;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        if (await colleagues.FindAsync(task, request.To, cancellationToken) is not { } colleague) return TaskRefusals.PersonNotCandidate;

        var facts = await access.FactsOfAsync(task, cancellationToken);
        (facts["toUser"], facts["toName"], facts["reason"]) = (colleague.UserName, colleague.DisplayName, reason);
        (task.Assignee, task.DelegatedBy, task.Revision) = (colleague.UserName, task.Assignee ?? user.UserName, task.Revision + 1);
        timeline.Append(@case, access.SignatureOf(task), "taskDelegated", facts);
        return await rows.OneAsync(found.Value, cancellationToken);
    }
}
