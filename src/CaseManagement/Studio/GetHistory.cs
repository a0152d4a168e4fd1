using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Runtime;
using MediatR;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What happened in an instance, the oldest first.</summary>
internal sealed record GetHistory(string InstanceId) : IRequest<Result<SeenHistory>>;

/// <summary>The history of an instance as a user may see it.</summary>
internal sealed record SeenHistory(SeenInstance Instance, IReadOnlyList<HistoryEntry> Entries);

internal sealed class GetHistoryHandler(InstanceAccess access, InstanceHistory history, CurrentUser user) : IRequestHandler<GetHistory, Result<SeenHistory>>
{
    public async Task<Result<SeenHistory>> Handle(GetHistory request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (await access.FindAsync(request.InstanceId, cancellationToken) is not { } seen) return StudioRefusals.InstanceNotFound;
        return new SeenHistory(seen, await history.EntriesAsync(request.InstanceId, cancellationToken));
    }
}
