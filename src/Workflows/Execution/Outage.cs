using System.Data.Common;

namespace HaoChaPing.Workflows.Execution;

/// <summary>
/// Tells a failure of the world around a burst (database gone, process stopping) from a fault of the definition or its data.
/// The first gives the burst up, to be repeated; only the second becomes an incident. A <see cref="StepFaultException"/> gives it up too.
/// </summary>
internal static class Outage
{
    public static bool Is(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException) return cancellationToken.IsCancellationRequested;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is DbException or StepFaultException) return true;
        return false;
    }
}
