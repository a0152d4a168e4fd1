using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>The grounds on which a supervisor may open an item in this place (AK-16, GD-18, TJ-26, YS-15c, SP-8.4b).</summary>
internal sealed class OpenAccountabilityAct(OrdinanceCatalog ordinances) : ICaseAct
{
    public const int LongestText = 2000;

    public string Name => "accountability";
    public string Title => "提出追责";
    public string Act => Acts.AccountabilityOpen;

    public Refusal? Unfit(Case @case) => Rules(@case).Triggers is { Count: > 0 } ? null : AccountabilityRefusals.UnknownTrigger(Rules(@case));

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<FormField>>(
    [
        new("trigger", "追责情形", "choice", Required: true, Options: [.. Rules(@case).Triggers!.Select(t => new FormOption(t.Code, AccountabilityWords.Trigger(t.Code)))]),
        new("text", "事实和依据", "text", Required: true, Multiline: true, MaxLength: LongestText),
        new("person", "涉及人员的账号", "person", MaxLength: 64, Hint: "没有具体的人时留空。"),
        new("attachments", "证据材料", "attachment"),
    ]);

    private AccountabilityRules Rules(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Accountability;
}

/// <summary>Whether there is a lateness to be excused: while the case is open and late (AK-16-1).</summary>
internal sealed class AcceptOverdueAct : ICaseAct
{
    public string Name => "overdueReason";
    public string Title => "认定逾期理由";
    public string Act => Acts.AccountabilityOpen;

    public Refusal? Unfit(Case @case) => @case.OverdueAt is null || @case.Status != "open" ? AccountabilityRefusals.NotOverdue : null;

    public ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) => ValueTask.FromResult(@case.OverdueAccepted ? AccountabilityRefusals.AlreadyAccepted : null);

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>([new("reason", "成立的理由", "text", Required: true, Multiline: true, MaxLength: CaseRefusals.LongestReason)]);
}

/// <summary>Whoever works on a case may hand over a lead where the place knows it (GD-20).</summary>
internal sealed class ReferAct(OrdinanceCatalog ordinances) : ICaseAct
{
    public const int LongestRecipient = 200;
    public const int LongestText = 2000;

    private static readonly Refusal NotAllowed = Refusal.Rule("referralNotAllowed", "本地办法没有规定线索移送。");

    public string Name => "referral";
    public string Title => "移送线索";
    public string Act => Acts.Verify;

    public Refusal? Unfit(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Accountability.Referral is { Enabled: true } ? null : NotAllowed;

    public ValueTask<bool> MayAsync(Case @case, CurrentUser user, CancellationToken cancellationToken) => ValueTask.FromResult(user.May(ActOf(@case, user), @case.UnitPath));

    /// <summary>By which act: as the referral role, or as whoever verifies.</summary>
    public string ActOf(Case @case, CurrentUser user) => user.May(Acts.Refer, @case.UnitPath) ? Acts.Refer : Act;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<FormField>>(
    [
        new("recipient", "移送给", "text", Required: true, MaxLength: LongestRecipient, Hint: "例如纪检监察机关。"),
        new("text", "线索内容", "text", Required: true, Multiline: true, MaxLength: LongestText),
    ]);
}

/// <summary>Chinese words of the grounds and measures that packs name by code.</summary>
internal static class AccountabilityWords
{
    public static string Trigger(string code) => code switch
    {
        "overdueUnjustified" => "无正当理由逾期", "shirking" => "推诿敷衍、不作为、慢作为、乱作为", "untrueReply" => "处理不当或回复不实", "informationLeak" => "泄露评价人信息", "other" => "其他情形",
        "lowRank" => "排名连续靠后", "repeatedBad" => "反复被差评", "fraud" => "弄虚作假", "obstruction" => "阻挠评价", "retaliation" => "打击报复", "restrictingRating" => "限制评价",
        "fabrication" => "编造评价", "lowRankUnimproved" => "排名靠后且整改不力", "badEffect" => "造成不良影响", _ => "其他情形",
    };

    public static string Measure(string code) => code switch
    {
        "accountability" => "追责问责", "criticismBulletin" => "通报批评", "education" => "批评教育", "rotation" => "限期调换", "discipline" => "纪律处分", _ => code,
    };
}
