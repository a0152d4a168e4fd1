using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Appeals;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Coordination;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.FollowUp;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Shared;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>The words of what the acts on a case have left.</summary>
/// <param name="people">Names by user name, as far as the history knows them.</param>
/// <param name="today">For dates of this year.</param>
internal sealed class MatterWords(IReadOnlyDictionary<string, string> people, DateOnly today)
{
    private static readonly FormField[] ReceiptForm = [new("receipt", "回执编号", "text", Required: true, MaxLength: 100)];

    public static MatterWords Of(IEnumerable<CaseEventRow> events, DateOnly today) =>
        new(events.GroupBy(e => e.Actor).ToDictionary(g => g.Key, g => g.Last().ActorName), today);

    public Matter Of(ExtensionRow e)
    {
        var (tone, state) = e.Status switch
        {
            "granted" => ("ok", "已批准"), "refused" => ("late", "不予延期"), "lapsed" => ("", "已作废"), _ => ("now", e.SignedBy is null ? "待领导审签" : "待审批"),
        };
        var title = e.GrantedAmount is { } granted ? $"批准 {Span(granted, e.Unit)}（申请 {Span(e.Amount, e.Unit)}）" : $"申请 {Span(e.Amount, e.Unit)}";
        return new Matter(title, tone, state, Foot(("申请", e.RequestedBy, e.RequestedAt), ("审签", e.SignedBy, null), ("审批", e.Status == "lapsed" ? null : e.DecidedBy, e.DecidedAt))) { Words = Said(("理由", e.Reason)) };
    }

    public Matter Of(AppealRow a) => new(
        a.Applicant == "staff" ? "被评价的工作人员申诉" : "承办单位申诉", a.Status switch { "pending" => "now", "decided" => a.Outcome == "valid" ? "soon" : "ok", _ => "" },
        a.Status switch { "pending" => "复核中", "decided" => $"复核结论：{Terms.Outcome(a.Outcome ?? "")}", _ => "已终止" },
        Foot(("申诉", a.FiledBy, a.FiledAt), ("复核", a.DecidedBy, a.DecidedAt))) { Words = Said(("理由", a.Grounds)) };

    public Matter Of(JointHandlingDetail j, IReadOnlyList<DeadlineView> clocks, IEnumerable<CaseEventRow> events) => new(
        $"与 {j.Departments.Count} 个单位会商", j.Status switch { "open" => "now", "settled" => "ok", _ => "" }, j.Status switch { "open" => "进行中", "settled" => "已形成意见", _ => "已终止" },
        $"{j.ConvenedByName} 召集 · {ChinaWords.Moment(j.ConvenedAt, today)}{(j.SettledAt is { } at ? $"；{ChinaWords.Moment(at, today)} 形成意见" : "")}")
    {
        Words = Said(("理由", ReasonOf(events, j.Id)), ("会商意见", j.Opinion)),
        Parts = [.. j.Departments.Select(d => Of(d, clocks.FirstOrDefault(c => c.TaskId is not null && c.TaskId == d.TaskId)))],
    };

    private Matter Of(JointDepartment d, DeadlineView? clock) => new(
        d.UnitName, d.Status switch { "answered" => "ok", "waiting" => DueLook.Of(clock?.Remaining).Tone is { Length: > 0 } tone ? tone : "now", _ => "" },
        d.Status switch { "answered" => "已答复", "waiting" => clock is null ? "待答复" : $"待答复，{DueLook.Of(clock.Remaining).Words}", _ => "不用答复" },
        d.AnsweredAt is { } at ? $"{ChinaWords.Moment(at, today)} 答复" : d.Status == "waiting" && clock?.Due is { } due ? $"{ChinaWords.Due(due, clock.LastDay, today)} 截止" : "") { Words = Said(("意见", d.Opinion)) };

    public Matter Of(UrgingDetail u) => new(
        "督办", u.Status == "answered" ? "ok" : u.Status == "open" ? "now" : "", u.Status switch { "answered" => "已答复", "open" => "待答复", _ => "已终止" },
        $"{u.UrgedByName} · {ChinaWords.Moment(u.UrgedAt, today)}{(u.AnsweredAt is { } at ? $"；{u.AnsweredByName} · {ChinaWords.Moment(at, today)} 答复" : "")}") { Words = Said(("要求", u.Text), ("答复", u.Answer)) };

    public Matter Of(FollowUpRow v) => new(
        v.Channel switch { "phone" => "电话回访", "sms" => "短信回访", _ => "回访" }, v.Outcome switch { null => "now", "satisfied" => "ok", _ => "late" }, v.Outcome is { } outcome ? Terms.Outcome(outcome) : "待回访",
        Foot(("列入", v.OpenedBy, v.OpenedAt), ("回访", v.DoneBy, v.DoneAt)))
    {
        Words = Said(("原因", v.Cause switch { "unitFault" => "承办单位的原因", "notUnitFault" => "不是承办单位的原因", _ => null }), ("结果", v.Consequence is { } consequence ? Terms.Consequence(consequence) : null)),
    };

    public Matter Of(AccountabilityRow a) => new(
        a.TriggerName, a.Status switch { "decided" => "late", "excused" => "ok", _ => "soon" },
        a.Status switch { "proposed" => "系统提出，待处理", "open" => "待处理", "excused" => "理由成立，不追究", _ => a.MeasureName ?? "已处理" },
        Foot(("提出", a.OpenedBy, a.OpenedAt), ("处理", a.DecidedBy, a.DecidedAt)))
    {
        // Who may not read what is said does not read of whom it is said either.
        Words = a.Text is null ? Said(("内容", a.Status == "proposed" ? null : "只有提出和处理的人能看。")) : Said(("涉及人员", a.Person is { } person ? Name(person) : null), ("事实和依据", a.Text)),
        Step = a.Decision is { } form ? new MatterStep("decideAccountability", a.Id, "处理", form) : null,
    };

    public Matter Of(ReferralRow r) => new($"移送 {r.Recipient}", r.Receipt is null ? "soon" : "ok", r.Receipt is null ? "待回执" : "已有回执", Foot(("移送", r.ReferredBy, r.ReferredAt), ("回执", null, r.ReceiptAt)))
    {
        Words = Said(("线索", r.Text), ("回执编号", r.Receipt)),
        Step = r.Receipt is null ? new MatterStep("referralReceipt", r.Id, "登记回执", ReceiptForm) : null,
    };

    public Matter Of(CommentRow c) => new(c.ByName, "", "", ChinaWords.Moment(c.At, today)) { Words = Said(("", c.Text)) };

    /// <summary>When the citizen's clock stood still, why, until when.</summary>
    public IReadOnlyList<Matter> Standstills(IReadOnlyList<CaseEventRow> events, bool ended) =>
    [
        .. events.Where(e => e.Type == "deadlineSuspended").DistinctBy(e => e.At).OrderByDescending(e => e.Seq).Select(stop =>
        {
            var on = events.FirstOrDefault(e => e.Seq > stop.Seq && e.Type == "deadlineRecomputed" && Text(e.Data["reason"]) == "resumed" && Text(e.Data["deadline"]) == Text(stop.Data["deadline"]));
            var (tone, state) = on is not null ? ("ok", "已恢复计时") : ended ? ("", "已停止") : ("hold", "中止中");
            return new Matter(Text(stop.Data["reason"]) switch { "appeal" => "申诉复核期间", "coordination" => "会商期间", _ => "期限中止" }, tone, state,
                $"{ChinaWords.Moment(stop.At, today)} 起{(on is null ? "" : $"，{ChinaWords.Moment(on.At, today)} 恢复")}");
        }),
    ];

    private static string? ReasonOf(IEnumerable<CaseEventRow> events, Guid joint) =>
        events.FirstOrDefault(e => e.Type == "coordinationStarted" && Text(e.Data["coordination"]) == joint.ToString()) is { } started && Text(started.Data["reason"]) is { Length: > 0 } reason ? reason : null;

    private static IReadOnlyList<(string, string)> Said(params (string Label, string? Text)[] words) => [.. words.Where(w => !string.IsNullOrWhiteSpace(w.Text)).Select(w => (w.Label, w.Text!))];

    private string Foot(params (string What, string? By, DateTimeOffset? At)[] steps) => string.Join("；", steps.Where(s => s.By is not null || (s.What == "回执" && s.At is not null))
        .Select(s => string.Join(" · ", new[] { s.By is null ? s.What : $"{Name(s.By)} {s.What}", s.At is { } at ? ChinaWords.Moment(at, today) : "" }.Where(part => part.Length > 0))));

    private string Name(string userName) => userName == "system" ? "系统" : people.GetValueOrDefault(userName, userName);

    private static string Span(int amount, string unit) => $"{amount} 个{unit switch { "businessDay" => "工作日", "calendarDay" => "自然日", _ => "小时" }}";

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
