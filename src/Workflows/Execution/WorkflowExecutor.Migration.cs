using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Moves an instance to another version of its definition.</summary>
public sealed partial class WorkflowExecutor
{
    /// <summary>Moves the state over. Nothing runs but what shall begin anew; everything else waits on as it did.</summary>
    /// <param name="from">The version the instance runs on.</param>
    /// <param name="to">The version it shall run on.</param>
    /// <param name="state">The instance; it moves on in place.</param>
    /// <param name="operation">What was said about its steps.</param>
    /// <param name="services">The scope of the burst, for activities.</param>
    /// <param name="now">The instant of the command.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Gives the burst up; nothing of it counts then.</param>
    /// <exception cref="InstanceTransitionException">It cannot go there; <see cref="MigrationPlan"/> says why.</exception>
    internal async Task<Burst> MigrateAsync(
        WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, InstanceOperation.Migrate operation, IServiceProvider services,
        DateTimeOffset now, string actor, CancellationToken cancellationToken)
    {
        var (plan, refusal) = MigrationPlan.Make(catalog, from, to, state, operation);
        if (plan is null) throw new InstanceTransitionException($"Expected instance '{state.InstanceId}' to fit version {to.Version}, but: {refusal!.Message}");
        var anew = plan.Anew().ToList();
        // What begins anew closes what it had opened by the drawing it stands on, and begins by the other.
        var leaving = new BurstRun(catalog, from, state, services, now, actor, cancellationToken) { Executor = this };
        foreach (var (run, _) in anew) await leaving.LeaveAsync(run);
        var owners = anew.Select(step => (step.Run, step.To, Owner: step.Run.ParentId!)).ToList();
        plan.Apply();
        var arriving = new BurstRun(catalog, to, state, services, now, actor, cancellationToken) { Executor = this, Record = leaving.Record, Effects = leaving.Effects, Note = plan.Note };
        if (anew.Count == 0) return Finish(arriving);
        state.SubStatus = SubStatus.Executing;
        await arriving.ArriveAsync(owners);
        if (state.SubStatus == SubStatus.Executing) await RestAsync(arriving);
        return Finish(arriving);
    }
}
