using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Gives a task to a colleague for good (转交): by its holder, or by whoever says who works in the unit. The clock goes on.</summary>
/// <param name="Id">The task.</param>
/// <param name="To">Account name of the colleague.</param>
/// <param name="Reason">Why; required.</param>
public sealed record ReassignTask(Guid Id, string? To, string? Reason) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class ReassignTaskHandler(TaskAccess access, Colleagues colleagues, TaskRows rows, TaskHands hands) : IRequestHandler<ReassignTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(ReassignTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToAssignAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (!access.MaySteer(task))
        {
            if (await access.HeldByAnotherAsync(task, cancellationToken) is { } held) return held;
            if (task.DelegatedBy is not null) return TaskRefusals.DelegatedToYou;
        }
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        var colleague = await colleagues.RequireAsync(task, request.To, task.Assignee, cancellationToken);
        if (!colleague.Ok) return colleague.Refusal;

        await hands.GiveAsync(found.Value, colleague.Value, reason, leaver: null, cancellationToken);
        return await rows.OneAsync(found.Value, cancellationToken);
    }
}
