using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>How far a migration is, and what became of each of its instances.</summary>
public sealed record GetMigration(string Id) : IRequest<Result<MigrationProgress>>;

/// <summary>A migration under way or done.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Definition">The definition.</param>
/// <param name="From">The version they stood on.</param>
/// <param name="To">The version they go to.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who confirmed it.</param>
/// <param name="At">When.</param>
/// <param name="Waiting">Instances whose turn has not come.</param>
/// <param name="Moved">Instances that were moved.</param>
/// <param name="Refused">Instances that were not.</param>
/// <param name="Refusals">Why not, instance by instance; at most 500.</param>
public sealed record MigrationProgress(
    string Id, string Definition, int From, int To, string? Reason, string By, DateTimeOffset At, int Waiting, int Moved, int Refused, IReadOnlyList<RefusedInstance> Refusals);

/// <summary>An instance that was not moved.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Stream">The number of its case; the instance's own id without one.</param>
/// <param name="Reason">Why, in Chinese.</param>
public sealed record RefusedInstance(string Id, string Stream, string? Reason);

internal sealed class GetMigrationHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<GetMigration, Result<MigrationProgress>>
{
    private const int Most = 500;

    public async Task<Result<MigrationProgress>> Handle(GetMigration request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        var plan = await db.Set<AlterationPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
        if (plan is null || JsonNode.Parse(plan.Alterations)![0]!.AsObject() is not { } alteration || !Alterations.IsMigration([alteration])) return StudioRefusals.PlanNotFound;
        if (plan.CreatedBy != user.UserName && !user.May(Acts.WorkflowPublish, "/")) return StudioRefusals.PlanNotFound;
        var jobs = db.Set<AlterationJob>().AsNoTracking().Where(j => j.PlanId == plan.Id);
        var counts = await jobs.GroupBy(j => j.Status).Select(same => new { Status = same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Status, same => same.Count, cancellationToken);
        var refused = await jobs.Where(j => j.Status == AlterationJobs.Failed).OrderBy(j => j.InstanceId).Take(Most)
            .Select(j => new RefusedInstance(j.InstanceId, db.Instances.Where(i => i.Id == j.InstanceId).Select(i => i.StreamId).FirstOrDefault() ?? j.InstanceId, j.Message)).ToListAsync(cancellationToken);
        return new MigrationProgress(
            plan.Id, JsonNode.Parse(plan.Filter)!["definitionId"]?.GetValue<string>() ?? "", alteration["fromVersion"]?.GetValue<int>() ?? 0, alteration["targetVersion"]!.GetValue<int>(), plan.Reason, plan.CreatedBy, plan.CreatedAt,
            counts.GetValueOrDefault(AlterationJobs.Pending), counts.GetValueOrDefault(AlterationJobs.Completed), counts.GetValueOrDefault(AlterationJobs.Failed), refused);
    }
}
