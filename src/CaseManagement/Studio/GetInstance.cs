using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>One instance with its state.</summary>
internal sealed record GetInstance(string Id) : IRequest<Result<InstanceDetail>>;

/// <summary>An instance with what it runs on and what went wrong.</summary>
internal sealed record InstanceDetail(SeenInstance Seen, WorkflowState State, WorkflowDefinition Definition, IReadOnlyList<WorkflowIncident> Incidents);

internal sealed class GetInstanceHandler(CaseDbContext db, InstanceAccess access, DefinitionCatalog definitions, CurrentUser user) : IRequestHandler<GetInstance, Result<InstanceDetail>>
{
    public async Task<Result<InstanceDetail>> Handle(GetInstance request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (await access.FindAsync(request.Id, cancellationToken) is not { } seen) return StudioRefusals.InstanceNotFound;
        var definition = await definitions.ByVersionIdAsync(seen.Row.DefinitionVersionId, cancellationToken);
        var incidents = await db.Incidents.AsNoTracking().Where(i => i.InstanceId == seen.Row.Id).OrderBy(i => i.At).ThenBy(i => i.Id).ToListAsync(cancellationToken);
        return new InstanceDetail(seen, WorkflowState.FromJson(seen.Row.State), definition, incidents);
    }
}
