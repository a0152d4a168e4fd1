using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Steps that begin again when their instance goes to another version of its definition.</summary>
internal sealed partial class BurstRun
{
    /// <summary>The step is cancelled; its container is not told, because something takes its place.</summary>
    public async Task LeaveAsync(ActivityInstance run)
    {
        await CancelAsync(ContextOf(run), notify: false, reason: null);
        state.Activities.Remove(run);
    }

    /// <summary>Runs what takes the places of the steps that left, counted as they would have been.</summary>
    public async Task ArriveAsync(IEnumerable<(ActivityInstance Left, ActivityNode To, string Owner)> steps)
    {
        foreach (var (left, to, owner) in steps) ContextOf(state.Activities.Single(run => run.Id == owner)).Schedule(to, left.CameBackward, left.Dynamic);
        await DrainAsync();
    }
}
