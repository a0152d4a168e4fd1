using HaoChaPing.Workflows.Execution;
using Xunit;

namespace HaoChaPing.Workflows.Tests;

/// <summary>The table of activities in docs/engine.md says what the code says.</summary>
public sealed class EngineDocumentTests
{
    private const string Begin = "EngineDocumentTests -->\n";
    private const string End = "<!-- /activities -->";

    private static readonly ActivityCatalog Catalog = new([]);

    [Fact]
    public void The_table_of_activities_is_the_catalog()
    {
        var file = Path.Combine(Root(), "docs", "engine.md");
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        // After a change of the activities: HCP_APPROVE=1 ./test, then read the diff.
        if (Environment.GetEnvironmentVariable("HCP_APPROVE") == "1") File.WriteAllText(file, text = text[..from] + Table() + text[to..]);

        Assert.Contains(Table(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_activity_says_in_Chinese_what_it_is()
    {
        Assert.All(Catalog.All, activity => Assert.True(IsChinese(activity.DisplayName) && IsChinese(activity.Description) && IsChinese(activity.Category), activity.Type));
        Assert.All(Catalog.All.SelectMany(activity => activity.Inputs), input => Assert.True(IsChinese(input.DisplayName), input.Name));
        Assert.All(Catalog.All.SelectMany(activity => activity.Outputs), output => Assert.True(IsChinese(output.DisplayName), output.Name));
    }

    [Fact]
    public void All_activities_of_the_first_two_tiers_are_there()
    {
        string[] wanted =
        [
            "Workflow", "NotFoundActivity", "Flowchart", "Start", "End", "Finish", "Fault", "FlowDecision", "FlowSwitch", "FlowFork", "FlowJoin", "SetVariable", "Correlate", "SetName",
            "RunTask", "Event", "PublishEvent", "Delay", "StartAt", "ExecuteWorkflow", "DispatchWorkflow", "WriteLine", "Timer", "Cron", "Sequence", "If", "Switch", "While", "For", "ForEach",
            "ParallelForEach", "Parallel", "Break", "Complete", "SetOutput", "RunJavaScript", "BulkDispatchWorkflows",
        ];

        Assert.All(wanted, name => Assert.NotNull(Catalog.Find("Elsa." + name)));
    }

    private static string Table() =>
        "| 类型 | 名称 | 分类 | 输入 | 输出 | 出口 | 说明 |\n|---|---|---|---|---|---|---|\n" + string.Concat(Catalog.All.OrderBy(activity => activity.Type, StringComparer.Ordinal).Select(Line));

    private static string Line(ActivityDescriptor activity) =>
        $"| `{activity.Type}` | {activity.DisplayName} | {activity.Category} | {Names(activity.Inputs.Select(input => input.JsonName))} | {Names(activity.Outputs.Select(output => output.JsonName))} | {Names(Exits(activity))} | {activity.Description} |\n";

    // A name in brackets is a slot for an activity within.
    private static IEnumerable<string> Exits(ActivityDescriptor activity) =>
        [.. activity.EmbeddedPorts.Select(port => $"[{port.Name}]"), .. Chosen(activity), .. activity.IsTerminal ? [] : activity.Outcomes.Count > 0 ? activity.Outcomes : activity.Type == "Elsa.FlowSwitch" ? ["Default"] : ["Done"]];

    // Outcomes that the modeller writes into an input.
    private static IEnumerable<string> Chosen(ActivityDescriptor activity) =>
        activity.Inputs.Where(input => input.UIHint is "dynamic-outcomes" or "flow-switch-editor").Select(input => $"{input.JsonName}…");

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Select(name => $"`{name}`"));

    private static bool IsChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "HaoChaPing.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
