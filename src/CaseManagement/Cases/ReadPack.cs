using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Reads a value of the case's rule pack into a variable, so that a definition need not know the place.</summary>
[Activity("HaoChaPing.ReadPack", Category = "规则", DisplayName = "读取规则", Description = "把规则包中的一项读入变量；routing.path 为本件逐级转办的角色，verification.role 为核实的角色。")]
public sealed class ReadPack : Activity
{
    private const string RoutingPath = "routing.path";
    private const string VerificationRole = "verification.role";

    [Input("规则项", Description = "用点分隔的路径，如 case.extension.maxTimes；routing.path 按承办单位层级和原因求出；verification.role 为由谁核实；没有这一项时为空。")]
    public Input<string> Key { get; set; } = new();

    [Output("值")]
    public Output<JsonNode> Result { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var key = Key.Value is { Length: > 0 } given ? given : throw new InvalidOperationException($"Expected input 'Key' on '{context.ActivityId}', but it is empty.");
        var @case = await context.Get<RunningCase>().OfAsync(context);
        var pack = context.Get<OrdinanceCatalog>().Get(@case.PackCode, @case.PackVersion);
        Result.Value = key switch
        {
            RoutingPath => await PathAsync(context, pack, @case),
            // A dedicated team where the place has one (SP-8.1b), otherwise whoever handles.
            VerificationRole => pack.Case.Verification?.Team is { } team ? (JsonNode)team : (await PathAsync(context, pack, @case))[^1]!.DeepClone(),
            _ => pack.Read(key),
        };
    }

    private static async Task<JsonArray> PathAsync(ActivityContext context, Ordinance pack, Case @case)
    {
        var level = await context.Get<CaseDbContext>().Units.Where(u => u.Code == @case.UnitCode).Select(u => u.Level).SingleAsync(context.CancellationToken);
        var path = pack.Routing.PathFor(level, @case.Cause)
            ?? throw new InvalidOperationException($"Expected a routing rule for level '{level}' in pack {pack.Code} {pack.Version}, but there is none.");
        return new JsonArray([.. path.Select(role => (JsonNode)role)]);
    }
}
