using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>An activity with which a workflow may begin: it says what starts the workflow.</summary>
internal interface ITriggerSource
{
    /// <summary>What starts the workflow; called with the inputs evaluated, when the definition is published.</summary>
    TriggerStimulus Trigger(DateTimeOffset now);
}

/// <summary>An activity that can tell from its inputs alone whether it can run.</summary>
internal interface ISelfCheck
{
    /// <summary>What keeps it from running, in Chinese and without a full stop; null when nothing does.</summary>
    string? Problem();
}

/// <summary>What starts a workflow from outside: an event by name, or an instant.</summary>
public abstract record TriggerStimulus
{
    private TriggerStimulus() { }

    /// <summary>What identifies it, as JSON; kept with the trigger.</summary>
    public abstract JsonObject Payload { get; }
    /// <summary>The first instant at which it starts a workflow, published now; null when an event does.</summary>
    public virtual DateTimeOffset? First(DateTimeOffset now) => NextAfter(now);
    /// <summary>The next instant after the given one; null when there is none.</summary>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset instant);

    /// <summary>An event by its name, case-sensitive.</summary>
    public sealed record Event(string Name) : TriggerStimulus
    {
        public override JsonObject Payload => new() { ["eventName"] = Name };
        public override DateTimeOffset? NextAfter(DateTimeOffset instant) => null;
    }

    /// <summary>Once, at an instant; at once when that is over.</summary>
    public sealed record At(DateTimeOffset Instant) : TriggerStimulus
    {
        public override JsonObject Payload => new() { ["executeAt"] = Instant };
        public override DateTimeOffset? First(DateTimeOffset now) => Instant > now ? Instant : now;
        public override DateTimeOffset? NextAfter(DateTimeOffset instant) => null;
    }

    /// <summary>Again and again in equal steps, counted from when it was published; what a standstill missed is not made up for.</summary>
    public sealed record Every(TimeSpan Interval, DateTimeOffset PublishedAt) : TriggerStimulus
    {
        public override JsonObject Payload => new() { ["interval"] = Interval.ToString("c"), ["from"] = PublishedAt };
        public override DateTimeOffset? NextAfter(DateTimeOffset instant) =>
            PublishedAt + Interval * (Math.Max(0, (instant - PublishedAt).Ticks) / Interval.Ticks + 1);
    }

    /// <summary>By a cron expression in a time zone.</summary>
    public sealed record ByCron(string Expression, string TimeZone) : TriggerStimulus
    {
        public override JsonObject Payload => new() { ["cronExpression"] = Expression, ["timeZone"] = TimeZone };
        public override DateTimeOffset? NextAfter(DateTimeOffset instant) => CronExpression.Parse(Expression).NextAfter(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
    }

    /// <summary>Reads a kept payload back.</summary>
    public static TriggerStimulus From(JsonObject payload) => payload switch
    {
        _ when WorkflowDefinition.Text(payload["eventName"]) is { } name => new Event(name),
        _ when WorkflowDefinition.Text(payload["interval"]) is { } interval => new Every(TimeSpan.Parse(interval, null), Read(payload["from"])),
        _ when WorkflowDefinition.Text(payload["cronExpression"]) is { } cron => new ByCron(cron, payload["timeZone"]!.GetValue<string>()),
        _ => new At(Read(payload["executeAt"])),
    };

    private static DateTimeOffset Read(JsonNode? json) => Expressions.Values.To<DateTimeOffset>(json);
}
