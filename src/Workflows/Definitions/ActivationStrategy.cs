namespace HaoChaPing.Workflows.Definitions;

/// <summary>How many instances of a workflow may run at once.</summary>
public enum ActivationStrategy
{
    /// <summary>Any number.</summary>
    Always,
    /// <summary>One of the definition.</summary>
    Singleton,
    /// <summary>One with the same correlation id, of whatever definition.</summary>
    Correlation,
    /// <summary>One of the definition with the same correlation id.</summary>
    CorrelatedSingleton,
}
