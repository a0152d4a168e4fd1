using System.Collections.Concurrent;
using System.Reflection;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The activity types this product knows, found by scanning assemblies for <see cref="ActivityAttribute"/>.</summary>
public sealed class ActivityCatalog
{
    // An assembly does not change: its activities are read once in a process, however many catalogs are made.
    private static readonly ConcurrentDictionary<Assembly, ActivityDescriptor[]> Read = [];

    private readonly Dictionary<string, ActivityDescriptor> _byType;

    public ActivityCatalog(IEnumerable<Assembly> assemblies) =>
        _byType = assemblies.Append(typeof(ActivityCatalog).Assembly).Distinct().SelectMany(assembly => Read.GetOrAdd(assembly, In)).ToDictionary(found => found.Type, StringComparer.Ordinal);

    public IReadOnlyCollection<ActivityDescriptor> All => _byType.Values;

    /// <summary>What runs a node: the class of its type, or the workflow it stands for; null when neither is known.</summary>
    internal ActivityDescriptor? Of(ActivityNode node) => node.Linked is null ? Find(node.Type) : Find("Elsa.WorkflowDefinitionActivity");

    /// <summary>The descriptor of a type name, or null when the product does not know it.</summary>
    public ActivityDescriptor? Find(string type) => _byType.GetValueOrDefault(type);

    private static ActivityDescriptor[] In(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           where !type.IsAbstract && type.IsSubclassOf(typeof(Activity))
           let attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false)
           where attribute is not null
           select new ActivityDescriptor(type, attribute),
    ];
}
