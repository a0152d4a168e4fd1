namespace HaoChaPing.Workflows.Execution;

/// <summary>
/// The steps known to fail in the burst that is about to run. A step that throws after it staged rows must not leave the half of them behind:
/// the whole burst is rolled back and run again, and this time the step faults before it does anything. What the steps before it staged stays,
/// and a burst in which nothing fails pays nothing.
/// </summary>
internal sealed class StepFaults
{
    // A burst repeats itself exactly (same instant, same ids), so it fails once per faulting step. More than this is a definition gone wild.
    private const int Most = 100;
    private readonly Dictionary<string, Exception> _known = new(StringComparer.Ordinal);

    /// <summary>What the step throws; null when it is not known to fail.</summary>
    public Exception? Find(string step) => _known.GetValueOrDefault(step);

    /// <summary>Learns of a fault. False when it was known, so that repeating the burst would not help.</summary>
    public bool Learn(StepFaultException fault) => _known.Count < Most && _known.TryAdd(fault.Step, fault.InnerException!);

    /// <summary>Takes over what earlier tries of the same command met.</summary>
    public void Recall(StepFaults earlier)
    {
        foreach (var (step, fault) in earlier._known) _known[step] = fault;
    }
}

/// <summary>A step threw after it may have staged rows: the burst has to be repeated without it. Never a step's own fault.</summary>
internal sealed class StepFaultException(string step, Exception fault) : Exception(fault.Message, fault)
{
    /// <summary>The instance and the place in its journal.</summary>
    public string Step { get; } = step;
}
