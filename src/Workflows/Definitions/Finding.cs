namespace HaoChaPing.Workflows.Definitions;

/// <summary>How much a finding weighs: an error keeps a definition from being published, a warning does not.</summary>
public enum FindingSeverity { Error, Warning }

/// <summary>Something a check found in a definition.</summary>
/// <param name="ActivityId">The activity it concerns; null for the definition as a whole.</param>
/// <param name="Message">A Chinese sentence for the modeller.</param>
/// <param name="Severity">Whether it keeps the definition from being published.</param>
public sealed record Finding(string? ActivityId, string Message, FindingSeverity Severity = FindingSeverity.Error);

/// <summary>A check that a host adds to the engine's own (<see cref="DefinitionValidator"/>).</summary>
public interface IDefinitionCheck
{
    IEnumerable<Finding> Check(WorkflowDefinition definition);

    /// <summary>
    /// Whether the host relies on the definition so much that a drawing which runs, but not as one would think, must not be published: then
    /// what the engine finds in the drawing counts as an error. Elsa runs such drawings, and so do we, where nothing depends on them.
    /// </summary>
    bool IsReliedOn(WorkflowDefinition definition) => false;
}
