using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>Convenes the departments a case concerns. The case becomes complex; its limit counts from the original receipt (AK-15-4, X-CLK-5, X-CLK-6).</summary>
/// <param name="Number">The case.</param>
/// <param name="Units">Codes of the units that take part, the handling unit included or not.</param>
/// <param name="Reason">Why it concerns several departments; required.</param>
public sealed record Convene(string Number, IReadOnlyList<string>? Units, string? Reason) : IRequest<Result<JointHandlingRow>>, IChange
{
    public string? Stream => Number;
}

/// <summary>A joint handling.</summary>
public sealed record JointHandlingRow(Guid Id, string CaseNumber, IReadOnlyList<string> Units, string Status, string ConvenedBy, DateTimeOffset ConvenedAt, string? Opinion, DateTimeOffset? SettledAt)
{
    internal static JointHandlingRow Of(JointHandling j) =>
        new(j.Id, j.CaseNumber, JsonSerializer.Deserialize<List<string>>(j.Units, EventHash.Json)!, j.Status, j.ConvenedBy, j.ConvenedAt, j.Opinion, j.SettledAt);
}

internal sealed class ConveneHandler(
    ConveneAct act, CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, CaseClock clocks, DeadlineDesk deadlines, CaseTimeline timeline, WorkflowQueue workflows,
    CurrentUser user, AccessLog accessLog, TimeProvider clock) : IRequestHandler<Convene, Result<JointHandlingRow>>
{
    public async Task<Result<JointHandlingRow>> Handle(Convene request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        var rules = ordinances.Get(@case.PackCode, @case.PackVersion).Case.Coordination;
        if (rules is not { Enabled: true }) return CoordinationRefusals.NotAllowed;
        if (!await act.MayAsync(@case, user, cancellationToken))
        {
            await accessLog.RefusedAsync(act.Act, @case.Number);
            return CoordinationRefusals.NotConvenor;
        }
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (request.Reason?.Trim() is not { Length: > 0 and <= ConveneAct.LongestReason } reason) return CoordinationRefusals.ReasonRequired;
        var named = (request.Units ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (await UnknownAsync(@case, named, cancellationToken) is { } unknown) return CoordinationRefusals.UnknownUnit(unknown);
        // The handling unit takes part whether it is named or not.
        if (named.Append(@case.UnitCode).Distinct(StringComparer.Ordinal).Count() < rules.MinParticipants) return CoordinationRefusals.TooFew(rules.MinParticipants);
        return await StagedAsync(@case, rules, named, reason, cancellationToken);
    }

    private async Task<string?> UnknownAsync(Case @case, List<string> named, CancellationToken cancellationToken)
    {
        var known = await act.Invitable(@case).Where(u => named.Contains(u.Code)).Select(u => u.Code).ToListAsync(cancellationToken);
        return named.Find(code => !known.Contains(code));
    }

    private async Task<JointHandlingRow> StagedAsync(Case @case, CoordinationRules rules, List<string> named, string reason, CancellationToken cancellationToken)
    {
        var by = access.SignatureFor(Acts.Coordinate, @case);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var workflow = rules.Workflow ?? throw new InvalidOperationException($"Expected pack {@case.PackCode} {@case.PackVersion} to bind a workflow to coordination, but it binds none.");
        var joint = new JointHandling
        {
            Id = id, CaseNumber = @case.Number, Units = JsonSerializer.Serialize(named, EventHash.Json), ConvenedBy = user.UserName, ConvenedAt = clock.GetUtcNow(), Status = "open",
            InstanceId = workflows.Start(workflow, @case.Number, new JsonObject
            {
                ["caseNumber"] = @case.Number, ["coordination"] = id.ToString(), ["units"] = new JsonArray([.. named.Select(u => JsonValue.Create(u))]),
            }, new Cause(user.UserName), @case.Number),
        };
        db.Add(joint);
        timeline.Append(@case, by, "coordinationStarted", new JsonObject { ["coordination"] = id.ToString(), ["units"] = new JsonArray([.. named.Select(u => JsonValue.Create(u))]), ["reason"] = reason });
        if (@case.Class != CaseClass.Complex && ordinances.Get(@case.PackCode, @case.PackVersion).Case.Class(CaseClass.Complex) is not null)
        {
            timeline.Append(@case, by, "classified", new JsonObject { ["from"] = @case.Class, ["to"] = CaseClass.Complex });
            @case.Class = CaseClass.Complex;
            await clocks.StartAsync(@case, CaseClock.OfClass, null, cancellationToken);
        }
        await deadlines.SuspendAsync(@case, "coordination", cancellationToken);
        return JointHandlingRow.Of(joint);
    }
}

/// <summary>Every "no" to joint handling.</summary>
internal static class CoordinationRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("coordinationNotAllowed", "本地办法没有规定会商。");
    public static readonly Refusal NotConvenor = Refusal.NotAllowed("notConvenor", "会商由规则包指定的部门召集，您不能召集；本次尝试已记录。");
    public static readonly Refusal NotInHand = Refusal.Conflict("caseNotInHand", "工单不在办理中，不能召集会商。");
    public static readonly Refusal AlreadyOpen = Refusal.Conflict("coordinationOpen", "这件工单的会商正在进行，形成意见后才能继续。");
    public static readonly Refusal ReasonRequired = Refusal.Rule("reasonRequired", "请写明为什么涉及多个部门。", new FieldError("/reason", "请写明理由，最多 1000 字。"));
    public static readonly Refusal MinutesRequired = Refusal.Rule("minutesRequired", "请上传会议纪要。", new FieldError("/fields/minutes", "请上传会议纪要。"));

    public static Refusal TooFew(int least) => Refusal.Rule("participantsRequired", $"会商至少要有 {least} 个单位参加，请补选。", new FieldError("/units", $"至少 {least} 个单位。"));
    public static Refusal UnknownUnit(string code) => Refusal.Malformed("unknownUnit", $"没有单位“{code}”，请从本地单位中选择。", new FieldError("/units", $"没有单位“{code}”。"));
}
