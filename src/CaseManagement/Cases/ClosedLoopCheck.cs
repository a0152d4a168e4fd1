using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Before publishing a definition that a pack binds to its cases: every required step can be reached, no way ends without closing the case, and every timer exists (X-WF-1).</summary>
internal sealed class ClosedLoopCheck(OrdinanceCatalog ordinances, WorkflowBindings bindings) : IDefinitionCheck
{
    /// <summary>The event that ends a case whose rating was found untrue.</summary>
    internal const string AppealUpheld = "appeal.upheld";

    public IEnumerable<Finding> Check(WorkflowDefinition definition)
    {
        var packs = ordinances.All.Select(p => p.Ordinance).Where(o => o.Case.Workflow == definition.DefinitionId).ToList();
        var timers = UnknownTimers(packs.Concat(bindings.Of(definition.DefinitionId).Select(code => ordinances.Current(code)!)).Distinct(), definition);
        if (packs.Count == 0 || definition.Root.Type != "Elsa.Flowchart") return timers;
        var reached = ReachedFrom(definition.Root, stopAt: _ => false);
        return MissingSteps(packs, reached).Concat(NoWayOutOfAppeal(packs, reached)).Concat(OpenEnds(definition.Root)).Concat(timers);
    }

    /// <summary>What cases run on must run as it is drawn.</summary>
    public bool IsReliedOn(WorkflowDefinition definition) => bindings.Of(definition.DefinitionId).Count > 0;

    private static IEnumerable<Finding> MissingSteps(IEnumerable<Ordinance> packs, List<ActivityNode> reached) =>
        from step in packs.SelectMany(p => p.Case.ClosedLoop).Distinct()
        where !reached.SelectMany(node => node.SelfAndDescendants()).Any(node => Does(node, step))
        select new Finding(null, $"规则包要求的环节“{TaskKinds.Of(step).Name}”从开始走不到，闭环不完整，不能发布。");

    // Where a rating can be appealed against, the case waits for the decision beside its work; otherwise an upheld appeal would end nothing.
    private static IEnumerable<Finding> NoWayOutOfAppeal(IEnumerable<Ordinance> packs, List<ActivityNode> reached) =>
        packs.Any(p => p.Appeal.Enabled) && !reached.Any(n => n.Type == "Elsa.Event" && n.LiteralOf("eventName") == AppealUpheld)
            ? [new Finding(null, $"规则包允许申诉，流程里要有一支等待事件“{AppealUpheld}”，并接到“评价采纳”和“工单状态：不予采纳”。")]
            : [];

    // Closing is the only lawful end of a way: whoever gets round it leaves a case open for ever.
    private static IEnumerable<Finding> OpenEnds(ActivityNode flowchart) =>
        from node in ReachedFrom(flowchart, stopAt: Closes)
        where !Closes(node) && flowchart.Connections.All(c => c.Source != node.Id)
        select new Finding(node.Id, $"流程可以走到“{node.Called}”{node.IdBeside}而没有结束工单，请在它之前接上“工单状态：办结”或“不予采纳”。");

    private static IEnumerable<Finding> UnknownTimers(IEnumerable<Ordinance> packs, WorkflowDefinition definition) =>
        from node in definition.Activities()
        where node.Type is "HaoChaPing.StartTimer" or "HaoChaPing.HumanTask"
        let timer = node.LiteralOf("timer")
        where timer is not (null or CaseClock.OfClass)
        from pack in packs
        where !pack.Timers.ContainsKey(timer)
        select new Finding(node.Id, $"活动“{node.Called}”{node.IdBeside}的期限“{timer}”在规则包 {pack.Code} 中没有，请改用规则包中的期限编号。");

    private static bool Closes(ActivityNode node) => node.Type == "HaoChaPing.SetCaseState" && node.LiteralOf("status") is "closed" or "notAdopted";

    private static bool Does(ActivityNode node, string step) => node.Type switch
    {
        "HaoChaPing.SetCaseState" => node.LiteralOf("step") == step,
        "HaoChaPing.Upload" => step == "upload",
        "HaoChaPing.HumanTask" => step is not ("dispatch" or "upload") && node.LiteralOf("kind") == step,
        _ => false,
    };

    private static List<ActivityNode> ReachedFrom(ActivityNode flowchart, Func<ActivityNode, bool> stopAt)
    {
        var start = flowchart.Children.FirstOrDefault(n => n.Type == "Elsa.Start") ?? flowchart.Children.FirstOrDefault(n => flowchart.Connections.All(c => c.Target != n.Id));
        if (start is null) return [];
        List<ActivityNode> found = [start];
        for (var i = 0; i < found.Count; i++)
        {
            if (stopAt(found[i])) continue;
            var next = flowchart.Connections.Where(c => c.Source == found[i].Id).Select(c => flowchart.Children.FirstOrDefault(n => n.Id == c.Target));
            found.AddRange(next.OfType<ActivityNode>().Distinct().Where(n => !found.Contains(n)).ToList());
        }
        return found;
    }
}
