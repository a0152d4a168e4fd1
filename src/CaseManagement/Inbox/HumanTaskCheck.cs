using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Before publishing: every human task has a kind, a role and a form that exists, and each outcome of the form leads somewhere.</summary>
internal sealed class HumanTaskCheck(FormCatalog forms) : IDefinitionCheck
{
    private const string Type = "HaoChaPing.HumanTask";
    private static readonly (string Input, string Name)[] Needed = [("kind", "任务类型"), ("role", "办理角色"), ("form", "表单")];

    public IEnumerable<Finding> Check(WorkflowDefinition definition) => definition.Activities().Where(node => node.Type == Type).SelectMany(Check);

    private IEnumerable<Finding> Check(ActivityNode node)
    {
        var label = $"人工任务“{node.Called}”{node.IdBeside}";
        var missing = Needed.Where(n => !node.HasInput(n.Input)).Select(n => new Finding(node.Id, $"{label}没有填写{n.Name}。"));
        // A form that an expression chooses is known at run time only.
        return node.LiteralOf("form") is { } form ? missing.Concat(Ports(node, label, form)) : missing;
    }

    private IEnumerable<Finding> Ports(ActivityNode node, string label, string form)
    {
        if (forms.Newest(form) is not { } definition) return [new Finding(node.Id, $"{label}的表单“{form}”不存在，请先导入表单。")];
        if (node.Parent is not { Type: "Elsa.Flowchart" } flowchart) return [];
        var connected = flowchart.Connections.Where(c => c.Source == node.Id).Select(c => c.Port ?? "Done").ToHashSet(StringComparer.Ordinal);
        var coming = forms.Coming(form);
        return definition.Outcomes.Where(o => !connected.Contains(o.Name)).Select(o => new Finding(node.Id, $"{label}的结果“{o.Label}”（{o.Name}）没有接到下一步。"))
            .Concat(connected.Where(port => definition.Outcomes.All(o => o.Name != port)).Select(port => coming.Any(o => o.Name == port)
                ? new Finding(node.Id, $"{label}的结果“{port}”只在表单的草稿里有，表单发布后才会走到。", FindingSeverity.Warning)
                : new Finding(node.Id, $"{label}的表单没有结果“{port}”，从它引出的连线永远不会走到。")))
            .Concat(Template(node, label, definition));
    }

    private static IEnumerable<Finding> Template(ActivityNode node, string label, FormDefinition form)
    {
        if (node.LiteralOf("template") is { } template && form.Templates?.Any(known => known.Name == template) != true)
            yield return new Finding(node.Id, $"{label}的表单“{form.Title}”没有模板“{template}”，请改选，或者留空。");
    }
}
