using System.Text.Json.Nodes;
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

/// <summary>Runs one activity of a definition by itself, with the test values of its variables, and keeps nothing of it. Steps of a case run in cases only.</summary>
internal sealed record TestActivity(string? DefinitionId, string? VersionId, VersionChoice Versions, string ActivityId) : IRequest<Result<TestedActivity>>;

/// <summary>What the activity did.</summary>
internal sealed record TestedActivity(string Status, JsonObject Outputs, JsonObject Payload, string? Fault);

internal sealed class TestActivityHandler(CaseDbContext db, WorkflowExecutor executor, DefinitionVersions definitions, IServiceProvider services, TimeProvider clock, CurrentUser user) : IRequestHandler<TestActivity, Result<TestedActivity>>
{
    private static readonly Refusal Unknown = Refusal.NotFound("activityNotFound", "流程定义中没有这个活动，请保存后再试。");
    private static readonly Refusal OfACase = Refusal.Rule("activityNeedsCase", "这个活动只能在差评工单中运行，不能单独测试。");

    public async Task<Result<TestedActivity>> Handle(TestActivity request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var versions = db.DefinitionVersions.AsNoTracking();
        var row = request.VersionId is { } id ? await versions.SingleOrDefaultAsync(v => v.Id == id, cancellationToken)
            : await request.Versions.Or(VersionChoice.Latest).Of(versions.Where(v => v.DefinitionId == request.DefinitionId)).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        if (row is null) return StudioRefusals.DefinitionNotFound;
        var whole = DefinitionReader.Read(row.Json);
        var node = whole.FindByNodeId(request.ActivityId) ?? whole.FindById(request.ActivityId);
        if (node is null) return Unknown;
        if (node.SelfAndDescendants().Any(inner => inner.Type.StartsWith("HaoChaPing.", StringComparison.Ordinal))) return OfACase;
        var tested = await RunAsync(Alone(whole, node), node, cancellationToken);
        // What the checks say of the activity is said in words for people.
        return tested.Fault is null || (await definitions.FindingsAsync(row, cancellationToken)).FirstOrDefault(finding => finding.ActivityId == node.Id && finding.Severity == FindingSeverity.Error) is not { } found
            ? tested : tested with { Fault = found.Message };
    }

    private async Task<TestedActivity> RunAsync(WorkflowDefinition definition, ActivityNode node, CancellationToken cancellationToken)
    {
        var state = WorkflowState.New(definition, Guid.CreateVersion7().ToString("N"), null, null, clock.GetUtcNow());
        var burst = await executor.RunAsync(definition, state, new Stimulus.Start(), services, clock.GetUtcNow(), user.UserName, cancellationToken);
        db.ChangeTracker.Clear(); // nothing of a test is kept
        var last = burst.Journal.LastOrDefault(entry => entry.ActivityId == node.Id);
        var status = last?.Event is JournalEvent.Completed or JournalEvent.Canceled or JournalEvent.Faulted ? last.Event.ToString() : "Running";
        var payload = last?.Outcomes.Count > 0 ? new JsonObject { ["Outcomes"] = ElsaHttp.Texts(last.Outcomes) } : [];
        if (burst.Output.Count > 0) payload["Text"] = string.Join('\n', burst.Output);
        return new TestedActivity(status, state.ActivityOutputs[node.Id]?.DeepClone() as JsonObject ?? [], payload, burst.Incidents.Count > 0 ? burst.Incidents[0].Message : null);
    }

    /// <summary>A definition of the one activity, with the variables in reach and the values the modeller wants them tested with.</summary>
    private static WorkflowDefinition Alone(WorkflowDefinition whole, ActivityNode node)
    {
        var variables = new JsonArray();
        for (var scope = node.Parent; scope is not null; scope = scope.Parent)
            foreach (var variable in (scope.Parent is null ? whole.Json["variables"] : scope.Json["variables"]) as JsonArray ?? []) variables.Add(Valued(variable!, whole));
        return DefinitionReader.Read(new JsonObject
        {
            ["id"] = "test", ["definitionId"] = "test", ["version"] = 1, ["variables"] = variables, ["inputs"] = whole.Json["inputs"]?.DeepClone(), ["outputs"] = whole.Json["outputs"]?.DeepClone(),
            ["root"] = new JsonObject { ["id"] = "Test1", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(node.Json.DeepClone()) },
        });
    }

    private static JsonNode Valued(JsonNode variable, WorkflowDefinition whole)
    {
        var copy = variable.DeepClone();
        if (whole.Json["customProperties"]?["VariableTestValues"] is JsonObject values && copy["id"]?.ToString() is { } id && values[id] is { } value) copy["value"] = value.DeepClone();
        return copy;
    }
}
