using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Who else may work on a task, for whoever may give it to them, with what they have in hand already.</summary>
public sealed record ListColleagues(Guid Id) : IRequest<Result<PageOf<Colleague>>>;

/// <summary>A colleague to choose.</summary>
/// <param name="UserName">Account name.</param>
/// <param name="DisplayName">What colleagues read.</param>
/// <param name="UnitName">Where they belong.</param>
/// <param name="OpenTasks">What they hold now.</param>
public sealed record Colleague(string UserName, string DisplayName, string UnitName, int OpenTasks);

internal sealed class ListColleaguesHandler(TaskAccess access, Colleagues colleagues) : IRequestHandler<ListColleagues, Result<PageOf<Colleague>>>
{
    public async Task<Result<PageOf<Colleague>>> Handle(ListColleagues request, CancellationToken cancellationToken)
    {
        var found = await access.ToAssignAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var holder = found.Value.Task.Assignee;
        return await colleagues.ListAsync(colleagues.Of(found.Value.Task).Where(u => u.UserName != holder), cancellationToken);
    }
}
