using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Queues alterations for every instance that a filter chooses now. Each instance has its own job, in its own stream.</summary>
internal sealed record SubmitAlterations(string? Id, IReadOnlyList<JsonObject>? Alterations, InstanceFilter? Filter, string Reason) : IRequest<Result<SubmittedAlterations>>, IChange;

/// <summary>The plan by which it can be followed.</summary>
internal sealed record SubmittedAlterations(string PlanId);

internal sealed class SubmitAlterationsHandler(CaseDbContext db, InstanceAccess access, WorkflowQueue queue, CurrentUser user, TimeProvider clock) : IRequestHandler<SubmitAlterations, Result<SubmittedAlterations>>
{
    private static readonly Refusal IdTaken = Refusal.Conflict("alterationPlanExists", "这个计划编号已经存在，请换一个编号。");

    public async Task<Result<SubmittedAlterations>> Handle(SubmitAlterations request, CancellationToken cancellationToken)
    {
        if (!user.May(Alterations.IsMigration(request.Alterations) ? Acts.WorkflowPublish : Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (Alterations.Refused(request.Alterations) is { } refusal) return refusal;
        var id = string.IsNullOrWhiteSpace(request.Id) ? Guid.CreateVersion7().ToString("N") : request.Id;
        if (id.Length > 64) return Refusal.Malformed("alterationPlanIdTooLong", "计划编号最多 64 个字符。", new FieldError("/id", "最多 64 个字符。"));
        if (await db.Set<AlterationPlan>().AnyAsync(p => p.Id == id, cancellationToken)) return IdTaken;
        db.Add(new AlterationPlan
        {
            Id = id, Alterations = new JsonArray([.. request.Alterations!.Select(alteration => alteration.DeepClone())]).ToJsonString(),
            Filter = JsonSerializer.Serialize(request.Filter, ElsaHttp.Json), Reason = request.Reason, CreatedBy = user.UserName, CreatedAt = clock.GetUtcNow(),
        });
        // No filter at all chooses nothing: it would be everything by mistake.
        var chosen = request.Filter is null ? [] : await ListInstancesHandler.Narrowed(access.Visible(), request.Filter).Select(i => new { i.Id, i.StreamId }).ToListAsync(cancellationToken);
        foreach (var instance in chosen)
        {
            db.Add(new AlterationJob { PlanId = id, InstanceId = instance.Id, Status = AlterationJobs.Pending });
            queue.At(clock.GetUtcNow(), instance.StreamId, AlterationJobs.Command, new JsonObject { ["plan"] = id, ["instance"] = instance.Id }, new Cause(user.UserName, request.Reason));
        }

        return new SubmittedAlterations(id);
    }
}
