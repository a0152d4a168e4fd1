using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>A plan of alterations and how far each of its jobs is.</summary>
internal sealed record GetAlterationPlan(string Id) : IRequest<Result<JsonObject>>;

internal sealed class GetAlterationPlanHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<GetAlterationPlan, Result<JsonObject>>
{
    public async Task<Result<JsonObject>> Handle(GetAlterationPlan request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (await db.Set<AlterationPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } plan) return StudioRefusals.PlanNotFound;
        // Somebody else's plan names instances that may be none of the reader's business.
        if (plan.CreatedBy != user.UserName && !user.May(Acts.WorkflowEdit, "/")) return StudioRefusals.PlanNotFound;
        var jobs = await db.Set<AlterationJob>().AsNoTracking().Where(j => j.PlanId == plan.Id).OrderBy(j => j.InstanceId).ToListAsync(cancellationToken);
        var open = jobs.Count(job => job.Status == AlterationJobs.Pending);
        return new JsonObject
        {
            ["plan"] = new JsonObject
            {
                ["id"] = plan.Id, ["alterations"] = JsonNode.Parse(plan.Alterations), ["workflowInstanceFilter"] = JsonNode.Parse(plan.Filter), ["status"] = StatusOf(jobs, open),
                ["createdAt"] = Instant(plan.CreatedAt), ["startedAt"] = Instant(jobs.Min(job => job.CompletedAt)), ["completedAt"] = Instant(open > 0 ? null : jobs.Max(job => job.CompletedAt) ?? plan.CreatedAt),
            },
            ["jobs"] = ElsaHttp.Array(jobs.Select(job => Job(plan, job))),
        };
    }

    private static string StatusOf(List<AlterationJob> jobs, int open) =>
        open == 0 ? jobs.Exists(job => job.Status == AlterationJobs.Failed) ? "Failed" : "Completed" : open == jobs.Count ? "Pending" : "Running";

    private static JsonObject Job(AlterationPlan plan, AlterationJob job) => new()
    {
        ["id"] = $"{plan.Id}:{job.InstanceId}", ["planId"] = plan.Id, ["workflowInstanceId"] = job.InstanceId, ["status"] = job.Status,
        ["log"] = job.Message is null ? new JsonArray() : new JsonArray(new JsonObject { ["message"] = job.Message, ["logLevel"] = "Error", ["timestamp"] = Instant(job.CompletedAt) }),
        ["createdAt"] = Instant(plan.CreatedAt), ["startedAt"] = Instant(job.CompletedAt), ["completedAt"] = Instant(job.CompletedAt),
    };

    private static JsonValue? Instant(DateTimeOffset? at) => at is { } instant ? JsonValue.Create(instant.ToString("O")) : null;
}
