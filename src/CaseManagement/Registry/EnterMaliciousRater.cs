using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>Enters the rater of a case whose review has found malice (SP-8.1d). A review that decides so enters by itself; this is for whom it could not enter then.</summary>
public sealed record EnterMaliciousRater(string Case, string? Evidence) : IRequest<Result<MaliciousEntry>>, IChange
{
    public string? Stream => Case;
}

public sealed record MaliciousEntry(Guid Id, string Region, string? NameMasked, string CaseNumber, DateTimeOffset EnteredAt, DateTimeOffset? ExpiresAt);

internal sealed class EnterMaliciousRaterHandler(CaseDbContext db, CaseAccess access, MaliciousRegister register, OrdinanceCatalog ordinances, CurrentUser user)
    : IRequestHandler<EnterMaliciousRater, Result<MaliciousEntry>>
{
    private const int LongestEvidence = 500;

    public async Task<Result<MaliciousEntry>> Handle(EnterMaliciousRater request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Case, Acts.RegisterMalicious, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rules = ordinances.Get(found.Value.PackCode, found.Value.PackVersion).MaliciousRegister;
        if (!rules.Enabled) return RegistryRefusals.NoRegister;
        if (string.IsNullOrWhiteSpace(request.Evidence) || request.Evidence.Length > LongestEvidence) return RegistryRefusals.EvidenceRequired;
        if (rules.EntryRequires == "reviewDecision" && !await IsDecidedMaliciousAsync(request.Case, cancellationToken)) return RegistryRefusals.ReviewRequired;

        var by = new Signature(user.UserName, user.DisplayName, user.RoleFor(Acts.RegisterMalicious, found.Value.UnitPath), user.UnitCode);
        var entry = await register.EnterAsync(found.Value, Redaction.Of(request.Evidence.Trim()), by, cancellationToken);
        return entry is null ? RegistryRefusals.Unrecognisable : new MaliciousEntry(entry.Id, entry.Region, entry.NameMasked, entry.CaseNumber, entry.EnteredAt, entry.ExpiresAt);
    }

    private async Task<bool> IsDecidedMaliciousAsync(string number, CancellationToken cancellationToken)
    {
        var decisions = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == number && e.Type == "appealDecided").Select(e => e.Data).ToListAsync(cancellationToken);
        return decisions.Any(data => (string?)JsonNode.Parse(data)!["outcome"] == "malicious");
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
