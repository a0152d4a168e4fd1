namespace HaoChaPing.Workflows.Execution;

/// <summary>Something that went wrong in an instance, with the step and the reason.</summary>
/// <param name="ActivityId">The activity's id; the implicit <c>Workflow1</c> where no single step is at fault.</param>
/// <param name="NodeId">The activity's place in the definition.</param>
/// <param name="ActivityType">The activity's type.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Exception">Type of the exception behind it, if any.</param>
/// <param name="At">The instant of the burst.</param>
public sealed record Incident(string ActivityId, string NodeId, string ActivityType, string Message, string? Exception, DateTimeOffset At);
