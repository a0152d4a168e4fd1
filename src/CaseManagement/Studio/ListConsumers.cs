using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Definitions that use a definition as an activity.</summary>
internal sealed record ListConsumers(string DefinitionId) : IRequest<Result<IReadOnlyList<string>>>;

internal sealed class ListConsumersHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListConsumers, Result<IReadOnlyList<string>>>
{
    public async Task<Result<IReadOnlyList<string>>> Handle(ListConsumers request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        // The text narrows it down, the definition decides.
        var rows = await db.DefinitionVersions.AsNoTracking().Where(v => v.IsLatest && v.DefinitionId != request.DefinitionId && v.Json.Contains("\"workflowDefinitionId\":\"" + request.DefinitionId + "\""))
            .Select(v => new { v.DefinitionId, v.Json }).ToListAsync(cancellationToken);
        return rows.Where(row => DefinitionReader.Read(row.Json).Activities().Any(node => node.LiteralOf("workflowDefinitionId") == request.DefinitionId)).Select(row => row.DefinitionId).Order(StringComparer.Ordinal).ToArray();
    }
}
