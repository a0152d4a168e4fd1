using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What publishing a version would find, without publishing it.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Versions">Which of its versions, as Elsa names them; the latest unless said.</param>
public sealed record CheckDefinition(string DefinitionId, string? Versions = null) : IRequest<Result<IReadOnlyList<Finding>>>;

internal sealed class CheckDefinitionHandler(CaseDbContext db, DefinitionVersions versions, CurrentUser user) : IRequestHandler<CheckDefinition, Result<IReadOnlyList<Finding>>>
{
    public async Task<Result<IReadOnlyList<Finding>>> Handle(CheckDefinition request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var row = await new VersionChoice(request.Versions).Or(VersionChoice.Latest).Of(db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == request.DefinitionId))
            .OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        if (row is null) return StudioRefusals.DefinitionNotFound;
        return (await versions.FindingsAsync(row, cancellationToken)).ToArray();
    }
}
