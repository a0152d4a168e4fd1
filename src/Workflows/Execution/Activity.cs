namespace HaoChaPing.Workflows.Execution;

/// <summary>Names an activity type of a definition (<c>Elsa.Start</c>, <c>HaoChaPing.HumanTask</c>) and what the palette says of it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type) : Attribute
{
    /// <summary>The persisted type name; never renamed.</summary>
    public string Type { get; } = type;
    public string Category { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string Description { get; init; } = "";
    /// <summary>Outcome names in order, the first one being the main path. Empty means <c>Done</c>.</summary>
    public string[] Outcomes { get; init; } = [];
    /// <summary>Whether a workflow may begin at it when an outside stimulus matches (<c>Elsa.Event</c>).</summary>
    public bool IsTrigger { get; init; }
    /// <summary>Whether reaching it completes the flowchart at once (<c>Elsa.End</c>).</summary>
    public bool IsTerminal { get; init; }
    /// <summary>False for what a modeller cannot drag from the palette.</summary>
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>A slot of an activity that holds a child activity, such as <c>Body</c> of a loop.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EmbeddedPortAttribute(string name, string displayName) : Attribute
{
    public string Name { get; } = name;
    public string DisplayName { get; } = displayName;
    /// <summary>Whether the activity has nothing to do without it.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>An input of an activity, read from the property of the same camelCased name in the definition.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute(string displayName) : Attribute
{
    public string DisplayName { get; } = displayName;
    public string Description { get; init; } = "";
    /// <summary>The editor Studio shows, such as <c>singleline</c>, <c>checkbox</c>, <c>dropdown</c>; null lets the value's type decide.</summary>
    public string? UIHint { get; init; }
    /// <summary>The choices of a drop-down or a check list.</summary>
    public string[] Options { get; init; } = [];
    /// <summary>False for a property that stands in the definition as plain JSON, without an expression around it.</summary>
    public bool IsWrapped { get; init; } = true;
    /// <summary>Whether the activity faults without it.</summary>
    public bool IsRequired { get; init; }
    /// <summary>Whether it holds a script by nature, however it is written.</summary>
    public bool IsScript { get; init; }
    /// <summary>False when the activity evaluates it itself, as often as it needs.</summary>
    public bool AutoEvaluate { get; init; } = true;
}

/// <summary>An output of an activity, written into the variable its definition names.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string displayName) : Attribute
{
    public string DisplayName { get; } = displayName;
}

/// <summary>The value of an input, evaluated by the engine before the activity executes or resumes.</summary>
public sealed class Input<T> : IValueSlot
{
    public T? Value { get; set; }

    Type IValueSlot.ValueType => typeof(T);
    object? IValueSlot.Value { get => Value; set => Value = (T?)value; }
}

/// <summary>The value an activity hands out; stored in the bound variable when the activity completes.</summary>
public sealed class Output<T> : IValueSlot
{
    public T? Value { get; set => (field, IsSet) = (value, true); }
    /// <summary>Whether the activity gave it a value in this burst; what it did not set leaves the variable alone.</summary>
    public bool IsSet { get; private set; }

    Type IValueSlot.ValueType => typeof(T);
    object? IValueSlot.Value { get => Value; set => Value = (T?)value; }
    bool IValueSlot.IsSet => IsSet;
}

/// <summary>An input or output as the engine sees it, whatever its type.</summary>
internal interface IValueSlot
{
    Type ValueType { get; }
    object? Value { get; set; }
    bool IsSet => true;
}

/// <summary>One kind of step in a workflow. It reads its inputs, stages rows through scoped services, then waits or completes. It never calls the network.</summary>
public abstract class Activity
{
    /// <summary>Runs the step. When it returns without waiting, the engine completes it with the outcomes set (default <c>Done</c>).</summary>
    protected internal abstract ValueTask ExecuteAsync(ActivityContext context);

    /// <summary>Called when one of the bookmarks of this step is resumed. The default completes with the outcome of the resumption.</summary>
    protected internal virtual ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.Complete(resumption.Outcome is { } outcome ? [outcome] : []);
        return ValueTask.CompletedTask;
    }

    /// <summary>Called when the step is cancelled while waiting (race lost, End reached, instance cancelled): close what it opened, in the same transaction.</summary>
    protected internal virtual ValueTask CancelAsync(ActivityContext context) => ValueTask.CompletedTask;
}

/// <summary>What a resume command brings to a waiting step.</summary>
/// <param name="BookmarkId">The bookmark that was resumed.</param>
/// <param name="Outcome">The outcome the step shall complete with, or null to let the step decide.</param>
/// <param name="Result">Any JSON: task fields, an event payload, a receipt.</param>
public sealed record Resumption(string BookmarkId, string? Outcome, System.Text.Json.Nodes.JsonNode? Result);
