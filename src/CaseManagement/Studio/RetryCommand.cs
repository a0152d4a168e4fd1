using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Lets a failed command be executed again, whether it was meant for an instance or, like a deadline, for a case as a whole.</summary>
internal sealed record RetryCommand(long CommandId, string? Reason) : IRequest<Result<RetriedCommand>>, IChange
{
    public Task<string?> StreamAsync(CaseDbContext db, CancellationToken cancellationToken) => db.Commands.Where(c => c.Id == CommandId).Select(c => c.StreamId).SingleOrDefaultAsync(cancellationToken);
}

/// <summary>The command that was queued again.</summary>
internal sealed record RetriedCommand(long CommandId);

internal sealed class RetryCommandHandler(CaseDbContext db, InstanceAccess access, InstanceOperations operations, CurrentUser user) : IRequestHandler<RetryCommand, Result<RetriedCommand>>
{
    public async Task<Result<RetriedCommand>> Handle(RetryCommand request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (!await access.VisibleIncidents().AnyAsync(i => i.CommandId == request.CommandId, cancellationToken) || !await db.Commands.AnyAsync(c => c.Id == request.CommandId, cancellationToken))
            return StudioRefusals.CommandNotFound;
        var refusal = await operations.RequestRetryAsync(request.CommandId, new Cause(user.UserName, request.Reason), cancellationToken);
        return refusal is null ? new RetriedCommand(request.CommandId) : StudioRefusals.Of(refusal);
    }
}
