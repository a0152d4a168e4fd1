using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Makes a copy of an earlier version the new draft.</summary>
internal sealed record RevertDefinition(string DefinitionId, int Version) : IRequest<Result<WorkflowDefinitionVersion>>, IChange;

internal sealed class RevertDefinitionHandler(CaseDbContext db, DefinitionVersions versions, CurrentUser user) : IRequestHandler<RevertDefinition, Result<WorkflowDefinitionVersion>>
{
    public async Task<Result<WorkflowDefinitionVersion>> Handle(RevertDefinition request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var earlier = await db.DefinitionVersions.SingleOrDefaultAsync(v => v.DefinitionId == request.DefinitionId && v.Version == request.Version, cancellationToken);
        if (earlier is null) return StudioRefusals.DefinitionNotFound;
        return await versions.RevertAsync(earlier, new Cause(user.UserName), cancellationToken);
    }
}
