using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>One version of a definition: by its own id, or by family and choice.</summary>
internal sealed record GetDefinition(string? VersionId, string? DefinitionId = null, VersionChoice Versions = default) : IRequest<Result<WorkflowDefinitionVersion>>;

internal sealed class GetDefinitionHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<GetDefinition, Result<WorkflowDefinitionVersion>>
{
    public async Task<Result<WorkflowDefinitionVersion>> Handle(GetDefinition request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var versions = db.DefinitionVersions.AsNoTracking();
        var row = request.VersionId is { } id
            ? await versions.SingleOrDefaultAsync(v => v.Id == id, cancellationToken)
            // The newest of what the choice means: a draft before the published version it will replace.
            : await request.Versions.Or(VersionChoice.Latest).Of(versions.Where(v => v.DefinitionId == request.DefinitionId)).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        return row is null ? StudioRefusals.DefinitionNotFound : row;
    }
}
