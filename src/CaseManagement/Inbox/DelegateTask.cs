using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Has a colleague do a task in one's stead (委派). Whoever delegated answers for it, may take it back, and stands beside the colleague in the record.</summary>
/// <param name="Id">The task.</param>
/// <param name="To">Account name of the colleague.</param>
/// <param name="Reason">Why; required.</param>
public sealed record DelegateTask(Guid Id, string? To, string? Reason) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class DelegateTaskHandler(TaskAccess access, Colleagues colleagues, TaskHands hands, TaskDrafts drafts, CurrentUser user) : IRequestHandler<DelegateTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(DelegateTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (await access.HeldByAnotherAsync(task, cancellationToken) is { } held) return held;
        if (task.DelegatedBy is not null) return TaskRefusals.DelegatedToYou;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        var owner = task.Assignee ?? access.ActingFor(task) ?? user.UserName;
        var colleague = await colleagues.RequireAsync(task, request.To, owner, cancellationToken);
        if (!colleague.Ok) return colleague.Refusal;

        var facts = await access.FactsOfAsync(task, cancellationToken);
        (facts["toUser"], facts["toName"], facts["reason"]) = (colleague.Value.UserName, colleague.Value.DisplayName, reason);
        await drafts.DropAsync(task.Id, cancellationToken);
        return await hands.PutAsync(found.Value, colleague.Value.UserName, owner, "taskDelegated", facts, cancellationToken);
    }
}
