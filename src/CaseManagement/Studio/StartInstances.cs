using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Starts instances of a version, published or draft, without a case. What runs on a draft is marked as a test.</summary>
internal sealed record StartInstances(string DefinitionId, VersionChoice Versions, IReadOnlyList<StartOptions> Starts) : IRequest<Result<StartedInstances>>, IChange;

/// <summary>The instances to be; each is its own stream.</summary>
internal sealed record StartedInstances(IReadOnlyList<string> Ids);

internal sealed class StartInstancesHandler(CaseDbContext db, WorkflowQueue queue, WorkflowBindings bindings, DefinitionCatalog definitions, Activation activation, CurrentUser user) : IRequestHandler<StartInstances, Result<StartedInstances>>
{
    private const string IsTest = "IsTest";
    private static readonly Refusal IdTaken = Refusal.Conflict("instanceExists", "这个实例编号已经存在，请换一个编号。");
    private static readonly Refusal OnlyCases = Refusal.Rule("startsWithACase", "这个流程用于办理差评工单，只能由差评启动；试运行请使用草稿或它的副本。");

    public async Task<Result<StartedInstances>> Handle(StartInstances request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var version = await request.Versions.Or(VersionChoice.Published).Of(db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == request.DefinitionId))
            .OrderByDescending(v => v.Version).Select(v => new { v.Id, v.IsPublished }).FirstOrDefaultAsync(cancellationToken);
        if (version is null) return StudioRefusals.DefinitionNotFound;
        if (version.IsPublished && bindings.Of(request.DefinitionId).Count > 0) return OnlyCases;
        var taken = request.Starts.Select(start => start.InstanceId).OfType<string>().ToList();
        if (await db.Instances.AnyAsync(i => taken.Contains(i.Id) || taken.Contains(i.StreamId), cancellationToken) || await db.Cases.AnyAsync(c => taken.Contains(c.Number), cancellationToken)) return IdTaken;
        var definition = await definitions.ByVersionIdAsync(version.Id, cancellationToken);
        foreach (var start in request.Starts)
            if (!await activation.AllowsAsync(definition, start.CorrelationId, cancellationToken)) return StudioRefusals.RunsAlready;
        return new StartedInstances([.. request.Starts.Select(start => queue.StartVersion(request.DefinitionId, version.Id, Marked(start, version.IsPublished), new Cause(user.UserName)))]);
    }

    private static StartOptions Marked(StartOptions start, bool isPublished)
    {
        if (isPublished) return start;
        var properties = start.Properties?.DeepClone().AsObject() ?? [];
        properties[IsTest] = true;
        return start with { Properties = properties };
    }
}
