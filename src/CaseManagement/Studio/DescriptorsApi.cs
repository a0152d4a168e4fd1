using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What the designer offers: activities, languages, types, strategies, features — only what our engine has.</summary>
internal static class DescriptorsApi
{
    private const string Root = ElsaHttp.Root + "/descriptors";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root + "/activities", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListDescriptors(), cancellationToken)).ToElsa(list => list)).Reads("活动一览");
        app.MapPost(Root + "/activities/{typeName}/options/{propertyName}", async (string typeName, string propertyName, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new ListChoices(typeName, propertyName), cancellationToken)).ToElsa(Answered)).Reads("一个输入项的选项");
        Fixed(app, "/expression-descriptors", "表达式语言",
            Expression("Literal", "文本"), Expression("Object", "对象（JSON）", "json"), Expression("JavaScript", "JavaScript", "javascript"), Expression("Variable", "变量"), Expression("Input", "流程输入"));
        Fixed(app, "/incident-strategies", "出错策略",
            Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "出错即终止", "一个步骤出错，整个流程以异常结束，可以重试。"),
            Strategy("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "其他分支继续", "出错的步骤等待处理，其他分支继续。"));
        Fixed(app, "/workflow-activation-strategies", "启动策略", 
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Runtime", "总是启动", "每次都启动新的实例。"),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "同一流程只有一个", "这个流程还有实例在运行时，不再启动。"),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", "同一关联编号只有一个", "同一关联编号还有实例在运行时，不再启动，不论哪个流程。"),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", "同一流程、同一关联编号只有一个", "这个流程在同一关联编号下还有实例在运行时，不再启动。"));
        Fixed(app, "/log-persistence-strategies", "日志策略");
        Fixed(app, "/commit-strategies/workflows", "提交策略（流程）");
        Fixed(app, "/commit-strategies/activities", "提交策略（活动）");
        Fixed(app, "/storage-drivers", "变量的存储方式",
            Driver("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "流程实例", 5), Driver("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "内存（等待之后恢复默认值）", 1));
        Fixed(app, "/variables", "变量类型", [.. VariableTypes.Select(type => Variable(type.Name, type.Text))]);
        Fixed(app, "/output-converters", "输出转换");
        Fixed(app, "/../features/installed", "已有功能", Feature("RealTimeWorkflowUpdates", "流程实例实时更新"));
        Fixed(app, "/../resilience/strategies", "重试策略");
        Fixed(app, "/../workflow-contexts/provider-descriptors", "流程上下文");
        app.MapGet(ElsaHttp.Root + "/package/version", () => Results.Json(new JsonObject { ["packageVersion"] = "3.8.2" }, ElsaHttp.Json)).Reads("兼容的版本");
        app.MapGet(ElsaHttp.Root + "/resilience/retries/{activityInstanceId}", (string activityInstanceId) => Results.Json(ElsaHttp.Page([], 0), ElsaHttp.Json)).Reads("步骤的自动重试：本系统不自动重试");
        app.MapPost(ElsaHttp.Root + "/scripting/javascript/type-definitions/{definitionId}", async (string definitionId, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetDefinition(null, definitionId), cancellationToken)).ToElsaResult(row => Results.Text(TypeDefinitions.Of(row), "application/x-typescript"))).Reads("脚本可用的变量和函数");
    }

    // Studio takes the answer in place of what it had: one that still asks to be asked again makes it ask without end.
    private static JsonObject Answered(JsonObject choices)
    {
        (choices["items"] as JsonObject)?.Remove("Refresh");
        return choices;
    }

    private static readonly (string Name, string Text)[] VariableTypes =
    [
        ("String", "文本"), ("Boolean", "是否"), ("Int32", "整数"), ("Int64", "长整数"), ("Double", "小数"), ("Decimal", "十进制数"), ("DateTimeOffset", "时刻"), ("DateTime", "日期时间"), ("TimeSpan", "时长"),
        ("Guid", "标识"), ("Object", "任意"), ("ObjectDictionary", "对象"), ("JsonObject", "JSON 对象"), ("JsonArray", "JSON 列表"),
    ];

    // The answers never change: made once.
    private static void Fixed(IEndpointRouteBuilder app, string path, string summary, params JsonObject[] items)
    {
        var answer = ElsaHttp.List(items).ToJsonString(ElsaHttp.Json);
        app.MapGet(path.StartsWith("/../", StringComparison.Ordinal) ? ElsaHttp.Root + path[3..] : Root + path, () => Results.Text(answer, "application/json")).Reads(summary);
    }

    private static JsonObject Expression(string type, string name, string? language = null) => new()
    {
        ["type"] = type, ["displayName"] = name, ["isSerializable"] = true, ["isBrowsable"] = true,
        ["properties"] = language is null ? new JsonObject() : new JsonObject { ["MonacoLanguage"] = language },
    };

    private static JsonObject Strategy(string type, string name, string description) => new() { ["typeName"] = type, ["displayName"] = name, ["description"] = description };

    private static JsonObject Driver(string type, string name, int priority) => new() { ["typeName"] = type, ["displayName"] = name, ["priority"] = priority, ["deprecated"] = false };

    private static JsonObject Variable(string type, string name) => new() { ["typeName"] = type, ["displayName"] = name, ["category"] = "Primitives", ["description"] = null };

    private static JsonObject Feature(string name, string displayName) => new() { ["name"] = name, ["namespace"] = "Elsa", ["fullName"] = "Elsa." + name, ["displayName"] = displayName, ["description"] = "" };
}
