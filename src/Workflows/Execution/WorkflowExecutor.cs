using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Runs an instance until everything in it waits or is over. Pure: what it needs of the world comes with the call.</summary>
public sealed class WorkflowExecutor(ActivityCatalog catalog)
{
    /// <summary>Applies one stimulus to the state, which moves on in place. Throw the state away when this throws.</summary>
    /// <param name="definition">The version the instance runs on.</param>
    /// <param name="state">The instance; a new one for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happens to it.</param>
    /// <param name="services">The scope of the burst, for activities.</param>
    /// <param name="now">The instant of the command.</param>
    /// <param name="actor">User name of whoever caused it, or <c>system</c>.</param>
    /// <param name="cancellationToken">Gives the burst up; nothing of it counts then.</param>
    /// <exception cref="BookmarkNotFoundException">The bookmark was used before, or its step was cancelled.</exception>
    /// <exception cref="InstanceTransitionException">The stimulus does not fit where the instance stands.</exception>
    public Task<Burst> RunAsync(
        WorkflowDefinition definition, WorkflowState state, Stimulus stimulus, IServiceProvider services,
        DateTimeOffset now, string actor, CancellationToken cancellationToken)
    {
        _ = catalog;
        throw new NotImplementedException();
    }
}
