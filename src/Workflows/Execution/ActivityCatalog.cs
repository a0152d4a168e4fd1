using System.Reflection;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The activity types this product knows, found by scanning assemblies for <see cref="ActivityAttribute"/>.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityDescriptor> _byType;

    public ActivityCatalog(IEnumerable<Assembly> assemblies) =>
        _byType = assemblies.Append(typeof(ActivityCatalog).Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Activity)))
            .Select(type => (Type: type, Attribute: type.GetCustomAttribute<ActivityAttribute>(inherit: false)))
            .Where(found => found.Attribute is not null)
            .ToDictionary(found => found.Attribute!.Type, found => new ActivityDescriptor(found.Type, found.Attribute!), StringComparer.Ordinal);

    public IReadOnlyCollection<ActivityDescriptor> All => _byType.Values;

    /// <summary>What runs a node: the class of its type, or the workflow it stands for; null when neither is known.</summary>
    internal ActivityDescriptor? Of(ActivityNode node) => node.Linked is null ? Find(node.Type) : Find("Elsa.WorkflowDefinitionActivity");

    /// <summary>The descriptor of a type name, or null when the product does not know it.</summary>
    public ActivityDescriptor? Find(string type) => _byType.GetValueOrDefault(type);
}
