using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Shared;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>The sentences of a case's history. Every event type the product writes has one here; a test holds the two together.</summary>
/// <param name="unitNames">Names of the units that events name by code.</param>
/// <param name="today">For dates of this year.</param>
public sealed class EventWords(IReadOnlyDictionary<string, string> unitNames, DateOnly today)
{
    public const string Handling = "办理";
    public const string Deadlines = "期限";
    public const string Uploads = "上传";
    public const string Looks = "查看";

    public static readonly IReadOnlyList<string> Groups = [Handling, Deadlines, Uploads, Looks];

    /// <summary>Entries that only repeat what their neighbours say; a person reads better without them, the API gives all.</summary>
    private static readonly HashSet<string> Repeating = ["workflowStarted", "stepDone"];

    private static readonly (string Name, string Words)[] FieldWords =
        [("reason", "理由"), ("note", "说明"), ("rootCause", "问题根源"), ("measures", "整改措施"), ("findings", "核实情况"), ("text", "回复内容"), ("finishedOn", "完成日期")];

    /// <summary>The history as a person reads it: one entry for one act, with what it set off inside.</summary>
    public IReadOnlyList<TimelineEntry> NewestFirst(IEnumerable<CaseEventRow> events) => [.. OneAct.In(events.Where(e => !Repeating.Contains(e.Type))).Reverse().Select(Of)];

    /// <summary>Record by record, nothing put together and nothing left out.</summary>
    public IReadOnlyList<TimelineEntry> EachNewestFirst(IEnumerable<CaseEventRow> events) => [.. events.OrderByDescending(e => e.Seq).Select(Of)];

    private TimelineEntry Of(OneAct act)
    {
        var head = Of(act.Head);
        if (act.Records.Count == 1) return head;
        var parts = act.Records.Select(Of).ToList();
        // Handing on is told by where it went, not by a form having been completed.
        var sent = act.Head.Type == "taskCompleted" ? parts.Find(part => act.Records.Any(e => e.Seq == part.Key && e.Type == "dispatched")) : null;
        if (sent is not null) head = head with { Title = sent.Title, Icon = sent.Icon, Label = head.Label ?? sent.Label };
        return head with { Parts = parts, Along = string.Join("、", parts.Where(p => p.Key != head.Key && p.Key != sent?.Key).Select(p => (p.New ?? p.Label) is { } more ? $"{p.Title}（{more}）" : p.Title)) };
    }

    public TimelineEntry Of(CaseEventRow e) => e.Type switch
    {
        "caseOpened" => Entry(e, "late", "flag", e.Data["complaint"] is null ? $"评价“{Terms.Level(Text(e, "level"))}”，系统生成工单" : "收到投诉，系统生成工单", Handling) with { Label = Text(e, "cause") == "platform" ? "谁建设、谁负责" : "谁办理、谁负责" },
        "workflowStarted" => Entry(e, "", "flow", "流程启动", Handling),
        "dispatched" => Entry(e, "ok", "plane", $"转办：{Unit(Text(e, "to"))}", Handling) with { Label = e.Data["unitReceivedAt"] is null ? null : "单位收到，期限起算" },
        "reassigned" => Entry(e, "soon", "swap", $"改派：{Unit(Text(e, "from"))} → {Unit(Text(e, "to"))}", Handling) with { Label = "期限不重新计算" },
        "workflowOperated" => Entry(e, "soon", "flow", Text(e, "operation") == "instance.migrate" ? $"流程由第 {e.Data["fromVersion"]} 版改为第 {e.Data["version"]} 版" : $"流程干预：{Terms.Operation(Text(e, "operation"))}", Handling) with { Why = $"理由：{Text(e, "reason")}" },
        "taskOpened" => Entry(e, "now", "play", $"{Terms.Kind(Text(e, "kind"))}开始", Handling) with { Label = Unit(Text(e, "unit")), Who = Signature.System.Name }, // nobody has begun yet: whoever sent it here has not
        "taskClaimed" => Entry(e, "", "person", $"认领：{Terms.Kind(Text(e, "kind"))}", Handling) with { Label = For(e) },
        "taskReleased" => Entry(e, "", "people", Text(e, "toName") is { Length: > 0 } owner ? $"{Terms.Kind(Text(e, "kind"))}：交回{owner}" : $"释放：{Terms.Kind(Text(e, "kind"))}", Handling) with { Label = For(e) },
        "taskDelegated" => Entry(e, "soon", "people", $"{Terms.Kind(Text(e, "kind"))}：委派{Text(e, "toName")}代办", Handling) with { Label = For(e), Why = $"理由：{Text(e, "reason")}" },
        "taskTakenBack" => Entry(e, "", "back", $"{Terms.Kind(Text(e, "kind"))}：收回对{Text(e, "fromName")}的委派", Handling) with { Label = For(e) },
        "taskReassigned" => Entry(e, "soon", "swap", $"{Terms.Kind(Text(e, "kind"))}：{Handed(e)}", Handling) with { Label = Yes(e, "handOver") ? "工作移交" : "期限不重新计算", Why = $"理由：{Text(e, "reason")}" },
        "taskCancelled" => Entry(e, "", "close", $"{Terms.Kind(Text(e, "kind"))}任务撤销", Handling),
        "taskCompleted" => Completed(e),
        "stepDone" => Entry(e, "ok", "check", $"{Terms.Step(Text(e, "step"))}完成", Handling),
        "stepReopened" => Entry(e, "soon", "back", $"{Terms.Step(Text(e, "step"))}重新办理", Handling),
        "classified" => Entry(e, "", "scales", Text(e, "from").Length == 0 ? $"定为{Terms.Class(Text(e, "to"))}类" : $"类别由 {Terms.Class(Text(e, "from"))} 改为 {Terms.Class(Text(e, "to"))}", Handling),
        "deadlineStarted" => Entry(e, "", "clock", "期限起算", Deadlines) with { New = Due(e, "due", "lastDay") },
        "deadlineRecomputed" => Entry(e, "", "clock", Terms.Recomputed(Text(e, "reason")), Deadlines) with { Old = Due(e.Data["old"]), New = Due(e.Data["new"]) },
        "deadlineWarned" => Entry(e, "soon", "bell", "临近截止，已提醒", Deadlines),
        "deadlinePassed" => Entry(e, "late", "warning", "期限届满，已逾期", Deadlines) with { Why = "任务仍可办理，办结时记为逾期办结。" },
        "deadlineMet" => Entry(e, "ok", "check", Yes(e, "onTime") ? "期限停止：期限内办结" : "期限停止：逾期办结", Deadlines),
        "deadlineSuspended" => Entry(e, "soon", "clock", "期限中止", Deadlines) with { Label = Text(e, "reason") switch { "appeal" => "申诉复核期间", "coordination" => "会商期间", _ => null } },
        "deadlineCancelled" => Entry(e, "", "clock", "期限不再计算", Deadlines),
        "rectificationDaySet" => Entry(e, "", "clock", $"逐件确定整改期限：{Said(Text(e, "day"))}", Deadlines),
        "laterDayNamed" => Entry(e, "soon", "clock", $"另定办结日期：{Said(Text(e, "day"))}", Deadlines) with { Label = Yes(e, "late") ? "原期限已过" : null, Why = $"理由：{Text(e, "reason")}" },
        "overdueAccepted" => Entry(e, "", "check", "逾期理由成立", Deadlines) with { Why = $"理由：{Text(e, "reason")}" },
        "extensionRequested" => Entry(e, "soon", "clock", "申请延期", Deadlines),
        "extensionGranted" => Entry(e, "ok", "check", "批准延期", Deadlines),
        "extensionRefused" => Entry(e, "late", "back", "不予延期", Deadlines),
        "extensionLapsed" => Entry(e, "", "close", "工单已结束，延期申请作废", Deadlines),
        "appealFiled" => Entry(e, "soon", "flag", "提出申诉", Handling) with { Label = Text(e, "applicant") == "staff" ? "被评价的工作人员" : "承办单位" },
        "appealDecided" => Entry(e, Text(e, "outcome") == "valid" ? "ok" : "soon", "scales", $"申诉复核结论：{Terms.Outcome(Text(e, "outcome"))}", Handling),
        "appealLapsed" => Entry(e, "", "close", "工单已结束，申诉终止", Handling),
        "ratingDecided" => Entry(e, Text(e, "status") == "adopted" ? "ok" : "soon", "scales", Text(e, "status") == "adopted" ? "恢复采纳评价" : "评价不予采纳", Handling),
        "caseNotAdopted" => Entry(e, "soon", "close", "工单结束：评价不予采纳", Handling),
        "coordinationStarted" => Entry(e, "soon", "people", "召集会商", Handling) with { Label = string.Join("、", (e.Data["units"] as JsonArray ?? []).Select(u => Unit(Text(u)))), Why = Text(e, "reason") is { Length: > 0 } reason ? $"理由：{reason}" : null },
        "coordinationSettled" => Entry(e, "ok", "people", "会商形成意见", Handling),
        "followUpOpened" => Entry(e, "", "bell", "列入回访", Handling),
        "followedUp" => Entry(e, Text(e, "outcome") == "satisfied" ? "ok" : "late", "person", $"回访：{Terms.Outcome(Text(e, "outcome"))}", Handling) with { Label = Terms.Consequence(Text(e, "consequence")) },
        "rehandleIssued" => Entry(e, "soon", "back", "发回重办", Handling),
        "urged" => Entry(e, "soon", "bell", "督办", Handling),
        "spotChecked" => Entry(e, Text(e, "result") == "passed" ? "ok" : "late", "check", Text(e, "result") == "passed" ? "抽查：符合要求" : "抽查：存在问题", Handling),
        "urgeAnswered" => Entry(e, "ok", "check", "答复督办", Handling),
        "commented" => Entry(e, "", "info", "留言", Handling),
        "maliciousRegistered" => Entry(e, "soon", "shield", "评价人列入恶意评价人员信息库", Handling),
        "accountabilityOpened" => Entry(e, "soon", "warning", "提出追责事项", Handling),
        "accountabilityProposed" => Entry(e, "soon", "warning", "逾期办结，系统提出追责事项", Handling),
        "accountabilityDecided" => Entry(e, "", "scales", Text(e, "outcome") == "excused" ? "追责事项：理由成立" : "追责事项已处理", Handling),
        "referred" => Entry(e, "", "shield", "移送线索", Looks),
        "referralReceipt" => Entry(e, "", "shield", "登记移送回执", Looks),
        "overdueWithdrawn" => Entry(e, "ok", "back", "重新计算后不再逾期", Deadlines) with { New = Due(e, "due", "lastDay") },
        "uploadQueued" => Entry(e, "", "upload", "上传排队", Uploads),
        "uploadAccepted" => Entry(e, "ok", "upload", "上级平台已收下", Uploads) with { Label = Text(e, "receiptId") is { Length: > 0 } receipt ? $"回执 {receipt}" : null },
        "uploadRejected" => Entry(e, "late", "upload", "上级平台退回", Uploads) with { Why = Text(e, "error") },
        "uploadFailed" => Entry(e, "late", "upload", "没有连上上级平台，多次重试未成", Uploads) with { Why = Text(e, "error") },
        "attachmentOpened" => Entry(e, "", "eye", "打开附件", Looks),
        "piiViewed" => Entry(e, "", "eye", "查看评价人信息", Looks) with { Label = $"用途：{Text(e, "purpose")}" },
        "caseClosed" => Entry(e, "ok", "check", "办结", Handling) with { Label = Yes(e, "overdue") ? "逾期办结" : "期限内办结" },
        _ => Entry(e, "", "info", "其他记录", Handling),
    };

    private TimelineEntry Completed(CaseEventRow e)
    {
        var (kind, outcome) = (Text(e, "kind"), Text(e, "outcome"));
        var back = outcome == "return";
        var title = (kind, outcome) switch
        {
            ("dispatch", "dispatched") => "转办完成", ("verify", "confirmed") => "核实完成：属实", ("verify", "return") => "核实退回派单", ("rectify", "return") => "整改退回核实",
            ("reply", "replied") => "已回复评价人", ("upload", "resend") => "重新上传", _ => back ? $"{Terms.Kind(kind)}退回" : $"{Terms.Kind(kind)}完成",
        };
        var files = (e.Data["attachments"] as JsonArray)?.Count ?? 0;
        var why = FieldWords.Select(f => (f.Words, Value: Said(Text(e.Data["fields"]?[f.Name])))).Where(f => f.Value.Length > 0).Select(f => $"{f.Words}：{f.Value}").ToList();
        if (files > 0) why.Add($"附件 {files} 个。");
        return Entry(e, back ? "soon" : "ok", back ? "back" : "check", title, Handling) with { Label = For(e), Why = string.Join('\n', why), Link = Text(e, "task") is { Length: > 0 } task ? $"/tasks/{task}" : null };
    }

    private static TimelineEntry Entry(CaseEventRow e, string tone, string icon, string title, string group) => new(e.Seq, e.At, tone, icon, title, e.ActorName, group);

    /// <summary>In whose stead it was done: whoever acts stands beneath, whoever answers for it beside.</summary>
    private static string? For(CaseEventRow e) => Text(e, "actingForName") is { Length: > 0 } absent ? $"代{absent}" : null;

    private static string Handed(CaseEventRow e) => (Text(e, "fromName"), Text(e, "toName")) switch
    {
        ({ Length: > 0 } from, { Length: > 0 } to) => $"由{from}转交{to}", (_, { Length: > 0 } to) => $"交由{to}办理", ({ Length: > 0 } from, _) => $"由{from}退回单位待认领", _ => "退回单位待认领",
    };

    private string Unit(string code) => unitNames.GetValueOrDefault(code, "其他单位");

    // A date of a form is stored as programs write it.
    private string Said(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? ChinaWords.Day(day, today) : value;

    /// <summary>The units that events name, to be looked up once.</summary>
    public static IReadOnlyList<string> UnitsIn(IEnumerable<CaseEventRow> events) =>
        [.. events.SelectMany(e => new[] { Text(e, "to"), Text(e, "from"), Text(e, "unit") }.Concat((e.Data["units"] as JsonArray ?? []).Select(Text))).Where(code => code.Length > 0).Distinct()];

    private string? Due(JsonNode? part) => part is JsonObject o ? Due(o, "due", "lastDay") : null;

    private string? Due(CaseEventRow e, string due, string lastDay) => Due(e.Data, due, lastDay);

    private string? Due(JsonObject data, string due, string lastDay)
    {
        if (!DateTimeOffset.TryParse(Text(data[due]), System.Globalization.CultureInfo.InvariantCulture, out var at)) return null;
        DateOnly? last = DateOnly.TryParse(Text(data[lastDay]), System.Globalization.CultureInfo.InvariantCulture, out var day) ? day : null;
        return $"{ChinaWords.Due(at, last, today)} 截止";
    }

    private static bool Yes(CaseEventRow e, string name) => e.Data[name] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    private static string Text(CaseEventRow e, string name) => Text(e.Data[name]);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
