using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Tests;

/// <summary>The case of the mock-ups, AK20250924000017, and its neighbours.</summary>
internal static class Some
{
    public const string Number = "AK20250924000017";
    public static readonly Guid TaskId = Guid.Parse("00000000-0000-0000-0000-000000000004");
    public static readonly DateOnly Today = new(2025, 10, 10);

    public static readonly DueCount Running3Of10 = new("running", 3, 7, 10, false, false);

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", CultureInfo.InvariantCulture);

    public static TaskRow Row(Guid? id = null, string subject = "企业设立登记", DueCount? remaining = null, string? assignee = "ak-handler", string lastDay = "2025-10-14", string number = Number) => new(
        id ?? TaskId, number, "rectify", "整改", "ak-unit-1", "安康市第一承办单位", assignee, assignee is null ? null : "安康第一承办单位经办", "open", At("2025-09-29T16:40:00"),
        At(lastDay + "T00:00:00").AddDays(1), DateOnly.Parse(lastDay, CultureInfo.InvariantCulture), remaining?.State == "overdue",
        [new("rectified", "整改完成"), new("return", "退回核实")], subject, "材料没有一次性告知，我跑了三趟。", "dissatisfied", "general", "rectify", remaining ?? Running3Of10);

    public static PageOf<T> PageOf<T>(params T[] items) => new(items, 1, 50, items.Length);

    public static readonly FormField[] Fields =
    [
        new("cause", "问题根源", "choice", RequiredFor: ["rectified"], ShownFor: ["rectified"], Options: [new("notice", "告知不到位"), new("system", "系统故障")]),
        new("measures", "整改措施", "text", RequiredFor: ["rectified"], ShownFor: ["rectified"], Multiline: true, MaxLength: 2000, Hint: "写清做了什么。"),
        new("finishedOn", "完成日期", "date", ShownFor: ["rectified"]),
        new("responsible", "整改责任人", "person", RequiredFor: ["rectified"], ShownFor: ["rectified"]),
        new("tags", "涉及环节", "choices", ShownFor: ["rectified"], Options: [new("a", "受理"), new("b", "发证")]),
        new("contacted", "已联系评价人", "boolean", ShownFor: ["rectified"]),
        new("metAt", "见面时间", "dateTime", ShownFor: ["rectified"]),
        new("visits", "跑动次数", "number", ShownFor: ["rectified"]),
        new("evidence", "佐证材料", "attachment", ShownFor: ["rectified"]),
        new("reason", "退回理由", "text", RequiredFor: ["return"], ShownFor: ["return"], Multiline: true),
    ];

    public static TaskDetail Task(TaskRow? row = null, bool mayComplete = true) => new(row ?? Row(), new TaskForm(Fields), null, null, null, null, false, mayComplete, mayComplete, 1, []) { MayDraft = mayComplete };

    /// <summary>The ten working days of the case, from its receipt on 24 September over 国庆 to 14 October, as computed by hand from the notice.</summary>
    public static IReadOnlyList<DeadlineDay> Days()
    {
        List<DeadlineDay> days = [];
        var n = 0;
        for (var day = new DateOnly(2025, 9, 24); day <= new DateOnly(2025, 10, 14); day = day.AddDays(1))
        {
            var holiday = day >= new DateOnly(2025, 10, 1) && day <= new DateOnly(2025, 10, 8);
            var makeUp = day == new DateOnly(2025, 9, 28) || day == new DateOnly(2025, 10, 11);
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            days.Add(day == new DateOnly(2025, 9, 24) ? new(day, false, null, "收到当日不计")
                : holiday ? new(day, false, null, "国庆节、中秋节放假")
                : weekend && !makeUp ? new(day, false, null, day.DayOfWeek == DayOfWeek.Saturday ? "周六" : "周日")
                : new(day, true, ++n, $"第 {n} 个工作日{(makeUp ? "（国庆节、中秋节调休上班）" : "")}"));
        }
        return days;
    }

    public static DeadlineView Clock() => new(
        Guid.Empty, "case.general", "case", null, At("2025-09-24T10:31:00"), At("2025-10-15T00:00:00"), new DateOnly(2025, 10, 14), false, "running", null, Running3Of10,
        new RuleView("AK-15-1b", "安康市政务服务“好差评”管理办法（试行）", "第十五条（一）", "自收到差评之日起10个工作日内办结"), Days());

    public static CaseDetail Case(params UploadView[] uploads) => new(
        Number, "AK", "3", "安康市政务服务“好差评”管理办法（试行）", "open", "general", "限时整改（一般）", "rectify", "service", "ak-unit-1", "安康市第一承办单位", "企业设立登记",
        At("2025-09-24T09:52:00"), At("2025-09-24T10:31:00"), null, false,
        new CaseRating(Guid.Empty, "dissatisfied", "不满意", [new("r1", "未一次性告知")], "我跑了三趟。", true, "qr", "评价二维码", "item", At("2025-09-24T09:52:00"), "naturalPerson", "评*人", "138****5678", "6101**********1234", "YW-17", "企业开办", "12 号窗口"),
        [
            new("dispatch", "转办", "done", At("2025-09-24T10:31:00"), "ak-county", "安康区县审批部门经办"), new("verify", "核实", "done", At("2025-09-29T16:40:00"), "ak-handler", "安康第一承办单位经办"),
            new("rectify", "整改", "current", null, null, null), new("reply", "回复", "waiting", null, null, null), new("upload", "上传", "waiting", null, null, null),
        ],
        [Clock()], [Row()], [], uploads, new CaseWorkflow("closed-loop", 1, "i-1"), MayUnmask: true);

    public static CaseEventRow Event(long seq, string type, JsonObject data, string who = "安康第一承办单位经办") => new(seq, At("2025-09-29T16:40:00"), "ak-handler", who, "institutionHandler", "ak-unit-1", type, data, "h", "p");

    /// <summary>Everything a task or case page asks for.</summary>
    public static Answers Answers(TaskDetail? task = null, CaseDetail? detail = null, params CaseEventRow[] events) => new Answers()
        .To<CountTasks, TaskCounts>(_ => new TaskCounts(1, 1, 0, 0, 0, 0, 1, 0))
        .To<CaseManagement.Organisation.GetMe, CaseManagement.Organisation.Me>(_ => Screen.Handler)
        .To<GetTask, TaskDetail>(_ => task ?? Task())
        .To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(null, []))
        .To<SaveTaskDraft, DraftState>(save => new DraftState(save.Id, "ak-handler", save.Revision + 1, Screen.Now, null))
        .To<GetCase, CaseDetail>(_ => detail ?? Case())
        .To<GetWatch, WatchState>(_ => new WatchState(Number, false, null))
        .To<ListCaseActs, CaseActList>(_ => new CaseActList([], []))
        .To<ListFilters, PageOf<SavedFilterRow>>(_ => PageOf<SavedFilterRow>())
        .To<ListTasks, PageOf<TaskRow>>(_ => PageOf(Row()))
        .To<FindNextTask, NextTask>(_ => new NextTask(null))
        .To<ListCaseEvents, PageOf<CaseEventRow>>(_ => new PageOf<CaseEventRow>(events, 1, 200, events.Length))
        .To<CaseManagement.Organisation.NameUnits, IReadOnlyDictionary<string, string>>(_ => new Dictionary<string, string> { ["ak-unit-1"] = "安康市第一承办单位" });
}
