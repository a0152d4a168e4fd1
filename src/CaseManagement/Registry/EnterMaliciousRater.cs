using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>Enters the rater of a case whose review has found malice (SP-8.1d). A review that decides so enters by itself; this is for whom it could not enter then.</summary>
public sealed record EnterMaliciousRater(string Case, string? Evidence) : IRequest<Result<MaliciousEntry>>, IChange
{
    public string? Stream => Case;
}

public sealed record MaliciousEntry(Guid Id, string Region, string? NameMasked, string CaseNumber, DateTimeOffset EnteredAt, DateTimeOffset? ExpiresAt);

internal sealed class EnterMaliciousRaterHandler(RegisterMaliciousAct act, CaseAccess access, MaliciousRegister register, CurrentUser user)
    : IRequestHandler<EnterMaliciousRater, Result<MaliciousEntry>>
{
    public async Task<Result<MaliciousEntry>> Handle(EnterMaliciousRater request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Case, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (act.Unfit(found.Value) is { } unfit) return unfit;
        if (string.IsNullOrWhiteSpace(request.Evidence) || request.Evidence.Length > RegisterMaliciousAct.LongestEvidence) return RegistryRefusals.EvidenceRequired;
        if (await act.NotNowAsync(found.Value, cancellationToken) is { } refusal) return refusal;

        var by = new Signature(user.UserName, user.DisplayName, user.RoleFor(Acts.RegisterMalicious, found.Value.UnitPath), user.UnitCode);
        var entry = await register.EnterAsync(found.Value, Redaction.Of(request.Evidence.Trim()), by, cancellationToken);
        return entry is null ? RegistryRefusals.Unrecognisable : new MaliciousEntry(entry.Id, entry.Region, entry.NameMasked, entry.CaseNumber, entry.EnteredAt, entry.ExpiresAt);
    }
}

internal static class RegistryRefusals
{
    public static readonly Refusal NoRegister = Refusal.Rule("registerDisabled", "本地规则没有设立恶意评价人员信息库。");
    public static readonly Refusal EvidenceRequired = Refusal.Rule("evidenceRequired", "请写明认定依据，不超过 500 个字。", new FieldError("/evidence", "须写明认定依据。"));
    public static readonly Refusal ReviewRequired = Refusal.Rule("reviewDecisionRequired", "须先由申诉复核认定为恶意评价，才能列入信息库。", new FieldError("/case", "这件工单没有认定恶意的复核决定。"));
    public static readonly Refusal Unrecognisable = Refusal.Rule("raterUnknown", "这条评价没有留下可以识别的身份，不能列入信息库。", new FieldError("/case", "评价人未留证件号码或电话。"));
    public static readonly Refusal NotFound = Refusal.NotFound("entryNotFound", "信息库里没有这一条，请核对编号。");
    public static readonly Refusal AlreadyRemoved = Refusal.Conflict("alreadyRemoved", "这一条已经移出信息库。");
    public static readonly Refusal ReasonRequired = Refusal.Rule("reasonRequired", "请写明移出的理由，不超过 500 个字。", new FieldError("/reason", "须写明理由。"));
}
