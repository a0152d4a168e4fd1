using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Finds the activities of a definition that stand for other workflows, and puts those in their places.</summary>
internal static class WorkflowLinks
{
    private const int MaxDepth = 16;

    /// <summary>Activities whose type is no activity of the product but the name of a workflow.</summary>
    public static IEnumerable<WorkflowLink> Of(WorkflowDefinition definition, ActivityCatalog catalog) =>
        from node in definition.Activities()
        where IsLink(node, catalog)
        select new WorkflowLink(node);

    /// <summary>Activities of an unknown type that do not say which workflow they stand for.</summary>
    public static IEnumerable<ActivityNode> Nameless(WorkflowDefinition definition, ActivityCatalog catalog) =>
        definition.Activities().Where(node => catalog.Find(node.Type) is null && WorkflowDefinition.Text(node.Json["workflowDefinitionId"]) is not { Length: > 0 });

    /// <summary>Lets an activity stand for a workflow.</summary>
    public static void Name(ActivityNode node, string definitionId) => node.Json["workflowDefinitionId"] = definitionId;

    /// <summary>Links all of them, and those within what was linked.</summary>
    /// <param name="definition">The definition that uses others.</param>
    /// <param name="catalog">The activities of the product.</param>
    /// <param name="find">The workflow that is meant; null when it is not there, and the activity stays unknown.</param>
    /// <exception cref="DefinitionFormatException">Workflows use each other without end.</exception>
    public static async Task LinkAsync(WorkflowDefinition definition, ActivityCatalog catalog, Func<WorkflowLink, Task<WorkflowDefinition?>> find)
    {
        var open = new Queue<(ActivityNode Node, int Depth)>(definition.Activities().Select(node => (node, 0)));
        while (open.TryDequeue(out var item))
        {
            if (!IsLink(item.Node, catalog) || await find(new WorkflowLink(item.Node)) is not { } other) continue;
            if (item.Depth == MaxDepth) throw new DefinitionFormatException($"流程“{definition.Name}”中作为活动使用的流程相互嵌套超过 {MaxDepth} 层，请检查是否循环引用。");
            definition.Link(item.Node, other);
            foreach (var inner in item.Node.Children[0].SelfAndDescendants()) open.Enqueue((inner, item.Depth + 1));
        }
    }

    private static bool IsLink(ActivityNode node, ActivityCatalog catalog) =>
        catalog.Find(node.Type) is null && WorkflowDefinition.Text(node.Json["workflowDefinitionId"]) is { Length: > 0 };
}

/// <summary>An activity that stands for another workflow.</summary>
internal sealed record WorkflowLink(ActivityNode Node)
{
    public string DefinitionId => WorkflowDefinition.Text(Node.Json["workflowDefinitionId"])!;
    /// <summary>The version that was chosen; null means the published one.</summary>
    public string? VersionId => WorkflowDefinition.Text(Node.Json["workflowDefinitionVersionId"]) is { Length: > 0 } id ? id : null;
    public void Pin(string versionId) => Node.Json["workflowDefinitionVersionId"] = versionId;
}
