using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Moves one case to another version of its workflow, at once. Finished steps never run again; every due is kept unless its timer is named.</summary>
/// <param name="Number">The case.</param>
/// <param name="To">Number of the version; left out, the published one.</param>
/// <param name="Steps">Where steps go that the new version lacks, and waits that begin anew.</param>
/// <param name="Clocks">Timers of the pack that count anew.</param>
/// <param name="Reason">Why; required.</param>
public sealed record MigrateCase(string Number, int? To, IReadOnlyList<StepMapping>? Steps, IReadOnlyList<string>? Clocks, string? Reason) : IRequest<Result<MigratedCase>>, IChange
{
    public string? Stream => Number;
}

/// <summary>Which version the case followed, and which it follows from now on.</summary>
public sealed record MigratedCase(string CaseNumber, string DefinitionId, int From, int To);

internal sealed class MigrateCaseHandler(CaseAccess access, CaseDbContext db, InstanceMigration migration, CurrentUser user) : IRequestHandler<MigrateCase, Result<MigratedCase>>
{
    public async Task<Result<MigratedCase>> Handle(MigrateCase request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.WorkflowPublish, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (string.IsNullOrWhiteSpace(request.Reason)) return CaseRefusals.ReasonRequired;
        if (await db.Instances.FindAsync([found.Value.InstanceId], cancellationToken) is not { } instance) return StudioRefusals.InstanceNotFound;
        var to = request.To ?? await db.DefinitionVersions.Where(v => v.DefinitionId == instance.DefinitionId && v.IsPublished).Select(v => (int?)v.Version).SingleOrDefaultAsync(cancellationToken);
        if (to is not { } version) return StudioRefusals.DefinitionNotFound;
        var from = instance.Version;
        if (version == from) return MigrationScope.SameVersion;
        var refusal = await migration.MigrateAsync(instance.Id, new InstanceOperation.Migrate(version, from, request.Steps, request.Clocks), new Cause(user.UserName, request.Reason), cancellationToken);
        return refusal is null ? new MigratedCase(request.Number, instance.DefinitionId, from, version) : StudioRefusals.Of(refusal);
    }
}
