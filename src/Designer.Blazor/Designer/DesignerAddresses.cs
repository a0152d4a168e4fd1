namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Where the pages of the designer are: ours around it, and the documents with Studio inside.</summary>
public static class DesignerAddresses
{
    public const string Definitions = "/designer";
    public const string Instances = "/designer/instances";
    public const string Forms = "/designer/forms";
    internal const string Studio = "/elsa-studio";

    public static string Definition(string definitionId) => $"{Definitions}/{Uri.EscapeDataString(definitionId)}";

    public static string Compare(string definitionId) => $"{Definitions}/compare/{Uri.EscapeDataString(definitionId)}";

    public static string Form(string name) => $"{Forms}/{Uri.EscapeDataString(name)}";

    public static string HeatMap(string definitionId) => $"{Definitions}/heat-map/{Uri.EscapeDataString(definitionId)}";

    public static string Migration(string definitionId) => $"{Definitions}/migrate/{Uri.EscapeDataString(definitionId)}";

    public static string Instance(string instanceId) => $"{Instances}/{Uri.EscapeDataString(instanceId)}";
}
