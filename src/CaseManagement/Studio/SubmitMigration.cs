using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Moves instances to another version, each in its own stream and its own commit. Which ones is fixed now: what begins later is not touched.</summary>
public sealed record SubmitMigration(MigrationOrder Order, string? Reason) : IRequest<Result<SubmittedMigration>>, IChange;

/// <summary>The plan that tells how far it is, and how many instances it has.</summary>
public sealed record SubmittedMigration(string Id, int Instances);

internal sealed class SubmitMigrationHandler(CaseDbContext db, MigrationScope scope, WorkflowQueue queue, CurrentUser user, TimeProvider clock) : IRequestHandler<SubmitMigration, Result<SubmittedMigration>>
{
    private static readonly Refusal ReasonRequired = Refusal.Rule("reasonRequired", "请填写迁移的理由，它会写入每件工单的办理记录。", new FieldError("/reason", "必填。"));
    private static readonly Refusal Nothing = Refusal.Rule("migrationEmpty", "没有流程实例在这个版本上运行，不必迁移。");

    public async Task<Result<SubmittedMigration>> Handle(SubmitMigration request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ReasonRequired;
        var versions = await scope.VersionsAsync(request.Order, cancellationToken);
        if (!versions.Ok) return versions.Refusal;
        var found = await scope.InstancesAsync(request.Order, versions.Value.From, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (found.Value.Count == 0) return Nothing;
        var (id, now) = (Guid.CreateVersion7().ToString("N"), clock.GetUtcNow());
        db.Add(new AlterationPlan
        {
            Id = id, Alterations = new JsonArray(request.Order.Alteration).ToJsonString(), Reason = request.Reason, CreatedBy = user.UserName, CreatedAt = now,
            Filter = JsonSerializer.Serialize(new InstanceFilter { DefinitionId = request.Order.Definition, Version = request.Order.From }, ElsaHttp.Json),
        });
        foreach (var instance in found.Value)
        {
            db.Add(new AlterationJob { PlanId = id, InstanceId = instance.Id, Status = AlterationJobs.Pending });
            queue.At(now, instance.StreamId, AlterationJobs.Command, new JsonObject { ["plan"] = id, ["instance"] = instance.Id }, new Cause(user.UserName, request.Reason));
        }

        return new SubmittedMigration(id, found.Value.Count);
    }
}
