using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Checks a definition before it is published: the engine's own rules, then those a host adds as <see cref="IDefinitionCheck"/>.</summary>
public sealed class DefinitionValidator(ActivityCatalog catalog, IEnumerable<IDefinitionCheck> checks)
{
    /// <summary>Everything found, errors first. A definition with an error must not be published.</summary>
    public IReadOnlyList<Finding> Validate(WorkflowDefinition definition)
    {
        var drawing = checks.Any(check => check.IsReliedOn(definition)) ? FindingSeverity.Error : FindingSeverity.Warning;
        var own = definition.Activities().ToList();
        return
        [
            .. DuplicateIds(definition).Concat(UnknownTypes(definition))
                .Concat(own.SelectMany(node => FlowCheck.Check(node, catalog).Concat(JoinCheck.Check(node)).Select(finding => finding with { Severity = drawing })))
                .Concat(own.SelectMany(node => FlowCheck.LooseEnds(node).Concat(FlowCheck.NoEnd(node, catalog))))
                .Concat(own.SelectMany(node => ExpressionCheck.Check(node, definition, catalog, drawing).Concat(InputCheck.Check(node, catalog, drawing))))
                .Concat(ForgetfulVariables(definition))
                .Concat(checks.SelectMany(check => check.Check(definition)))
                .OrderBy(finding => finding.Severity), // stable: the order of the definition otherwise
        ];
    }

    /// <summary>How a sentence names an activity: by what the modeller sees.</summary>
    internal static string Label(ActivityNode node) => $"“{node.Called}”{node.IdBeside}";

    private static IEnumerable<Finding> DuplicateIds(WorkflowDefinition definition) =>
        from same in definition.Activities().GroupBy(node => node.Id, StringComparer.Ordinal)
        where same.Count() > 1
        select new Finding(same.Key, $"活动编号“{same.Key}”重复出现 {same.Count()} 次，请保证编号唯一。");

    private IEnumerable<Finding> UnknownTypes(WorkflowDefinition definition) =>
        from node in definition.Activities()
        where catalog.Of(node) is null || node.Type == "Elsa.NotFoundActivity" || node.IsOtherVersion
        select new Finding(node.Id, !node.IsOtherVersion ? $"活动{Label(node)}的类型“{node.Type}”本系统不支持。" : $"活动{Label(node)}的类型“{node.Type}”没有第 {node.TypeVersion} 版，请改用第 1 版。");

    private static IEnumerable<Finding> ForgetfulVariables(WorkflowDefinition definition) =>
        from node in definition.Workflow.SelfAndDescendants()
        from variable in node.Variables
        where !variable.Persists
        select new Finding(node.Parent is null ? null : node.Id, $"变量“{variable.Name}”没有设置存储方式，流程等待之后会恢复为默认值。", FindingSeverity.Warning);
}
