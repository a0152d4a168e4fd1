using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Whether no other definition has the name.</summary>
internal sealed record IsNameUnique(string Name, string? DefinitionId) : IRequest<Result<NameAnswer>>;

/// <summary>Whether the name is free.</summary>
internal sealed record NameAnswer(bool IsUnique);

internal sealed class IsNameUniqueHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<IsNameUnique, Result<NameAnswer>>
{
    public async Task<Result<NameAnswer>> Handle(IsNameUnique request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        return new NameAnswer(!await db.DefinitionVersions.AnyAsync(v => v.IsLatest && v.Name == request.Name && v.DefinitionId != request.DefinitionId, cancellationToken));
    }
}
