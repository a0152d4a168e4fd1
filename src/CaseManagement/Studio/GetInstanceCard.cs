using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What stands above an instance in the designer.</summary>
public sealed record GetInstanceCard(string InstanceId) : IRequest<Result<InstanceCard>>;

/// <summary>An instance in a few words.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="DefinitionId">The definition it follows.</param>
/// <param name="Name">The definition's name.</param>
/// <param name="Version">The version it follows, and keeps.</param>
/// <param name="Case">The case it runs, when it runs one that this user may read.</param>
/// <param name="SubStatus">Where it stands, in Elsa's words.</param>
public sealed record InstanceCard(string InstanceId, string DefinitionId, string Name, int Version, string? Case, string SubStatus);

internal sealed class GetInstanceCardHandler(CaseDbContext db, InstanceAccess access, CurrentUser user) : IRequestHandler<GetInstanceCard, Result<InstanceCard>>
{
    public async Task<Result<InstanceCard>> Handle(GetInstanceCard request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (await access.FindAsync(request.InstanceId, cancellationToken) is not { } seen) return StudioRefusals.InstanceNotFound;
        var name = await db.DefinitionVersions.Where(v => v.Id == seen.Row.DefinitionVersionId).Select(v => v.Name).SingleOrDefaultAsync(cancellationToken);
        return new InstanceCard(seen.Row.Id, seen.Row.DefinitionId, name ?? seen.Row.DefinitionId, seen.Row.Version, seen is { IsOfCase: true, SeesContent: true } ? seen.Row.StreamId : null, seen.Row.SubStatus);
    }
}
