using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What is known of an activity type: its place in the palette, its inputs, outputs and outcomes.</summary>
public sealed class ActivityDescriptor
{
    private readonly Func<Activity> _create;

    internal ActivityDescriptor(Type type, ActivityAttribute attribute)
    {
        ClrType = type;
        Type = attribute.Type;
        Category = attribute.Category;
        DisplayName = attribute.DisplayName.Length > 0 ? attribute.DisplayName : Name;
        Description = attribute.Description;
        Outcomes = attribute.Outcomes;
        IsTrigger = attribute.IsTrigger;
        IsTerminal = attribute.IsTerminal;
        IsBrowsable = attribute.IsBrowsable;
        EmbeddedPorts = [.. type.GetCustomAttributes<EmbeddedPortAttribute>(inherit: false)];
        IsContainer = typeof(Container).IsAssignableFrom(type) && EmbeddedPorts.Count == 0;
        Inputs = [.. Slots<InputAttribute>(type).Select(slot => new InputDescriptor(slot.Property, slot.Attribute))];
        Outputs = [.. Slots<OutputAttribute>(type).Select(slot => new OutputDescriptor(slot.Property, slot.Attribute))];
        _create = Expression.Lambda<Func<Activity>>(Expression.New(type)).Compile();
        var fresh = Create();
        foreach (var input in Inputs) input.Default = input.Slot(fresh).Value;
    }

    public Type ClrType { get; }
    /// <summary>The persisted type name, such as <c>Elsa.RunTask</c>.</summary>
    public string Type { get; }
    /// <summary>The last part of the type name.</summary>
    public string Name => Type[(Type.LastIndexOf('.') + 1)..];
    public string Category { get; }
    public string DisplayName { get; }
    public string Description { get; }
    /// <summary>Outcome names in order; empty means <c>Done</c>, or outcomes that only the definition knows.</summary>
    public IReadOnlyList<string> Outcomes { get; }
    public bool IsTrigger { get; }
    public bool IsTerminal { get; }
    public bool IsContainer { get; }
    public bool IsBrowsable { get; }
    /// <summary>Slots that hold a child activity each.</summary>
    public IReadOnlyList<EmbeddedPortAttribute> EmbeddedPorts { get; }
    public IReadOnlyList<InputDescriptor> Inputs { get; }
    public IReadOnlyList<OutputDescriptor> Outputs { get; }

    internal Activity Create() => _create();

    private static IEnumerable<(PropertyInfo Property, T Attribute)> Slots<T>(Type type) where T : Attribute =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let attribute = property.GetCustomAttribute<T>()
        where attribute is not null
        select (property, attribute);
}

/// <summary>An input of an activity type.</summary>
public sealed class InputDescriptor
{
    private readonly Func<Activity, IValueSlot> _slot;

    internal InputDescriptor(PropertyInfo property, InputAttribute attribute)
    {
        Name = property.Name;
        JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        ValueType = property.PropertyType.GetGenericArguments()[0];
        DisplayName = attribute.DisplayName;
        Description = attribute.Description;
        UIHint = attribute.UIHint;
        Options = attribute.Options;
        IsWrapped = attribute.IsWrapped;
        IsRequired = attribute.IsRequired;
        IsScript = attribute.IsScript;
        AutoEvaluate = attribute.AutoEvaluate;
        _slot = SlotAccess.Of(property);
    }

    public string Name { get; }
    /// <summary>The property in the definition's JSON.</summary>
    public string JsonName { get; }
    public Type ValueType { get; }
    public string DisplayName { get; }
    public string Description { get; }
    public string? UIHint { get; }
    public IReadOnlyList<string> Options { get; }
    public bool IsWrapped { get; }
    internal bool IsRequired { get; }
    internal bool IsScript { get; }
    internal bool AutoEvaluate { get; }
    /// <summary>The value of an input that the definition leaves out.</summary>
    public object? Default { get; internal set; }

    internal IValueSlot Slot(Activity activity) => _slot(activity);
}

/// <summary>An output of an activity type.</summary>
public sealed class OutputDescriptor
{
    private readonly Func<Activity, IValueSlot> _slot;

    internal OutputDescriptor(PropertyInfo property, OutputAttribute attribute)
    {
        Name = property.Name;
        JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        ValueType = property.PropertyType.GetGenericArguments()[0];
        DisplayName = attribute.DisplayName;
        _slot = SlotAccess.Of(property);
    }

    public string Name { get; }
    /// <summary>The property in the definition's JSON that names the bound variable.</summary>
    public string JsonName { get; }
    public Type ValueType { get; }
    public string DisplayName { get; }

    internal IValueSlot Slot(Activity activity) => _slot(activity);
}

internal static class SlotAccess
{
    public static Func<Activity, IValueSlot> Of(PropertyInfo property)
    {
        var activity = Expression.Parameter(typeof(Activity));
        var slot = Expression.Property(Expression.Convert(activity, property.DeclaringType!), property);
        return Expression.Lambda<Func<Activity, IValueSlot>>(Expression.Convert(slot, typeof(IValueSlot)), activity).Compile();
    }
}
