using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>An entry of the side and bottom bars.</summary>
/// <param name="Title">Its word.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Below">Paths that belong to it beside its own.</param>
public sealed record MenuEntry(string Title, string Href, string Icon, params string[] Below)
{
    public bool Covers(string path) => path == Href || Below.Any(below => path == below || (below.Length > 1 && below.EndsWith('/') && path.StartsWith(below, StringComparison.Ordinal)));
}

/// <summary>Entries under one heading.</summary>
public sealed record MenuGroup(string Key, string Title, IReadOnlyList<MenuEntry> Entries);

/// <summary>The navigation, from permissions and not from role names (design.md §4).</summary>
public static class Menu
{
    private static readonly string[] TaskActs = [Acts.Dispatch, Acts.Verify, Acts.Rectify, Acts.Reply, Acts.Upload, Acts.Accept, Acts.Classify, Acts.ExtensionSignOff, Acts.ExtensionApprove, Acts.AppealDecide, Acts.Coordinate, Acts.FollowUp];

    /// <summary>Whether a task can ever be this person's.</summary>
    public static bool HasTasks(Me me) => TaskActs.Any(me.Permissions.Contains) || me.Substitutions.Count > 0;

    public static bool ReadsCases(Me me) => me.Permissions.Contains(Acts.ReadCase);

    /// <summary>The page a person's day begins on.</summary>
    public static string LandingOf(Me me) => HasTasks(me) ? "/inbox" : ReadsCases(me) ? "/cases" : KeepsRules(me) ? "/ordinances" : "/";

    public static IReadOnlyList<MenuGroup> Of(Me me)
    {
        List<MenuGroup> groups = [];
        var audits = me.Permissions.Contains(Acts.Audit);
        if (LandingOf(me) == "/") groups.Add(new("account", "我的账号", [new("首页", "/", "person")]));
        if (HasTasks(me)) groups.Add(new("work", "我的工作", [new("待办", "/inbox", "inbox", "/tasks/")]));
        if (ReadsCases(me)) groups.Add(new("cases", audits ? "查看" : "本单位", [new(audits ? "工单档案" : "单位工单", "/cases", "file", "/cases/")]));
        if (ReadsCases(me)) groups.Add(new("results", "结果", [new("统计分析", "/statistics", "chart", "/statistics/"), new("通报", "/bulletins", "download")]));
        if (me.Permissions.Contains(Acts.Import)) groups.Add(new("data", "数据", [new("数据导入", "/imports", "upload")]));
        if (Rules(me) is { Count: > 0 } rules) groups.Add(new("rules", "规则", rules));
        if (Supervision(me, audits) is { Count: > 0 } supervision) groups.Add(new("supervision", "监督", supervision));
        return groups;
    }

    private static List<MenuEntry> Rules(Me me)
    {
        List<MenuEntry> entries = [];
        if (KeepsRules(me)) entries.AddRange([new("规则包", "/ordinances", "book", "/ordinances/"), new("工作日历", "/calendar", "calendar")]);
        if (me.Permissions.Contains(Acts.WorkflowRead)) entries.Add(new("流程设计", "/designer", "flow", "/designer/"));
        return entries;
    }

    private static List<MenuEntry> Supervision(Me me, bool audits)
    {
        List<MenuEntry> entries = [];
        if (me.Permissions.Contains(Acts.FollowUp) || audits) entries.Add(new("回访", "/follow-ups", "phone"));
        if (me.Permissions.Contains(Acts.AccountabilityOpen) || me.Permissions.Contains(Acts.AccountabilityDecide) || audits) entries.Add(new("追责事项", "/accountability", "scales"));
        if (me.Permissions.Contains(Acts.SpotCheck) || audits) entries.Add(new("抽查", "/spot-checks", "check", "/spot-checks/"));
        if (me.Permissions.Contains(Acts.Urge) || audits) entries.Add(new("共性问题", "/common-issues", "people"));
        if (ArrangesWork(me)) entries.Add(new("人员与移交", "/staff", "swap"));
        if (me.Permissions.Contains(Acts.RegisterMalicious) || audits) entries.Add(new("恶意评价人员", "/malicious-register", "eye"));
        return entries;
    }

    /// <summary>Whether this person says who works on what, somewhere.</summary>
    public static bool ArrangesWork(Me me) => new[] { Acts.Dispatch, Acts.ExtensionSignOff, Acts.Administer }.Any(me.Permissions.Contains);

    // Whoever keeps rules or checks them; a handler reads the rule that applies on the case itself.
    private static bool KeepsRules(Me me) =>
        me.Permissions.Contains(Acts.ReadOrdinance) && new[] { Acts.PackEdit, Acts.PackPublish, Acts.Administer, Acts.Audit }.Any(me.Permissions.Contains);
}
