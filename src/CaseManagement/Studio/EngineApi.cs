using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What Elsa's own API has no words for: the incidents, every operation on an instance with its reason, the retry of a failed command.</summary>
internal static class EngineApi
{
    private const string Root = "/api/v1/engine";
    private const string Tag = "流程引擎";
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root + "/incidents", async (ISender sender, CancellationToken cancellationToken, string? @case = null, string? instance = null, string? definition = null, bool settled = false, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListIncidents(@case, instance, definition, settled, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowRead).WithSummary("流程异常一览，最近的在前").WithTags(Tag).Produces<PageOf<IncidentRow>>();
        app.MapPost(Root + "/instances/{id}/operations", async (string id, OperationBody body, InstanceDoor door, CancellationToken cancellationToken) => body.Operation() is { } operation
                ? (await door.OperateAsync(id, [operation], body.Reason ?? "", cancellationToken)).ToHttp()
                : StudioRefusals.OperationMalformed.ToHttp())
            .RequireAct(Acts.WorkflowEdit).WithSummary("对流程实例的操作：取消、重试、跳过、转到、改变量，须写明理由").WithTags(Tag)
            .Produces<OperatedInstance>().Produces<Problem>(400, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);
        app.MapPost(Root + "/commands/{id:long}/retry", async (long id, RetryBody body, ISender sender, Dispatcher dispatcher, CancellationToken cancellationToken) =>
            {
                var queued = await sender.Send(new RetryCommand(id, body.Reason), cancellationToken);
                if (queued.Ok) await dispatcher.DrainAsync(cancellationToken);
                return queued.ToHttp();
            })
            .RequireAct(Acts.WorkflowEdit).WithSummary("重新执行一条失败的命令，须写明理由").WithTags(Tag).Produces<RetriedCommand>().Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);
    }

    /// <summary>One operation. Which of the other fields it takes, depends on its kind.</summary>
    /// <param name="Kind"><c>cancel</c>, <c>cancelActivity</c>, <c>retry</c>, <c>skip</c>, <c>move</c> or <c>setVariable</c>.</param>
    /// <param name="Reason">Why; asked for.</param>
    /// <param name="Activity">Id or node id: of the step to cancel, retry or skip, or to move to.</param>
    /// <param name="Run">Which run of the step, where several are open.</param>
    /// <param name="Outcome">By which exit a skipped step is left; the default one if left out.</param>
    /// <param name="From">The steps in whose place the move happens.</param>
    /// <param name="Variable">Id or name of the variable to set.</param>
    /// <param name="Value">Its new value.</param>
    internal sealed record OperationBody(
        string? Kind = null, string? Reason = null, string? Activity = null, string? Run = null, string? Outcome = null, IReadOnlyList<string>? From = null, string? Variable = null, JsonNode? Value = null)
    {
        // As the documentation writes them, too: Skip, Cancel …
        public InstanceOperation? Operation() => (Kind is { Length: > 0 } kind ? char.ToLowerInvariant(kind[0]) + kind[1..] : null) switch
        {
            "cancel" => new InstanceOperation.Cancel(),
            "cancelActivity" when Activity is { Length: > 0 } => new InstanceOperation.CancelActivity(Activity, Run),
            "retry" => new InstanceOperation.Retry(Activity),
            "skip" when Activity is { Length: > 0 } => new InstanceOperation.Skip(Activity, Outcome, Run),
            "move" when Activity is { Length: > 0 } => new InstanceOperation.Move(Activity, From),
            "setVariable" when Variable is { Length: > 0 } => new InstanceOperation.SetVariable(Variable, Value?.DeepClone()),
            _ => null,
        };
    }

    internal sealed record RetryBody(string? Reason = null);
}
