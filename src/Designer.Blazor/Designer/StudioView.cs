namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>One of the four faces of Studio, each in a document of its own, because a failure takes down all of a document.</summary>
/// <param name="Name">Its part of the address.</param>
/// <param name="Element">The element that draws it.</param>
/// <param name="IdAttribute">Which attribute says what to draw.</param>
/// <param name="Shows">What the person waits for.</param>
/// <param name="Home">The page of ours that frames it.</param>
internal sealed record StudioView(string Name, string Element, string? IdAttribute, string Shows, Func<string?, string> Home)
{
    public static readonly StudioView Definitions = new("definitions", "elsa-workflow-definition-list", null, "流程列表", _ => DesignerAddresses.Definitions);
    public static readonly StudioView Editor = new("edit", "elsa-workflow-definition-editor", "definition-id", "流程图", id => DesignerAddresses.Definition(id!));
    public static readonly StudioView Instances = new("instances", "elsa-workflow-instance-list", null, "实例列表", _ => DesignerAddresses.Instances);
    public static readonly StudioView Instance = new("view", "elsa-workflow-instance-viewer", "instance-id", "流程图", id => DesignerAddresses.Instance(id!));

    /// <summary>Address of its document.</summary>
    public string At(string? id = null) => $"{DesignerAddresses.Studio}/{Name}{(id is null ? "" : "/" + Uri.EscapeDataString(id))}";
}
