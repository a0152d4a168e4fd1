using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>An activity of the engine itself: it sees more of the burst than a host's activity does.</summary>
internal abstract class EngineActivity : Activity
{
    protected internal sealed override ValueTask ExecuteAsync(ActivityContext context) => ExecuteAsync((StepContext)context);
    protected internal sealed override ValueTask ResumeAsync(ActivityContext context, Resumption resumption) => ResumeAsync((StepContext)context, resumption);

    protected abstract ValueTask ExecuteAsync(StepContext context);

    protected virtual ValueTask ResumeAsync(StepContext context, Resumption resumption) => base.ResumeAsync(context, resumption);
}

/// <summary>An activity that runs other activities and decides what follows when one of them ends. It stays open until it completes itself.</summary>
internal abstract class Container : EngineActivity
{
    /// <summary>A child completed with these outcomes; none means the default outcome.</summary>
    protected internal abstract ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes);

    /// <summary>A child was cancelled while this container goes on (it lost a race).</summary>
    protected internal virtual ValueTask ChildCanceledAsync(StepContext context, ChildRun child) => ValueTask.CompletedTask;

    /// <summary>A child was taken away and something else queued in its place: neither completed nor cancelled.</summary>
    protected internal virtual void ChildReplaced(StepContext context, ChildRun child) { }

    /// <summary>Ids of children that can only run when something else arrives; asked when nothing can any more.</summary>
    protected internal virtual IReadOnlyList<string> WaitsAt(StepContext context) => [];

    /// <summary>A child was cancelled because this container completed (an End was reached).</summary>
    protected internal virtual void ChildLeftBehind(StepContext context, ChildRun child) { }
}

/// <summary>A container that stands for a whole workflow: <c>Elsa.Complete</c> within completes it.</summary>
internal interface IComposite
{
    /// <summary>Gives the outputs to whoever uses the workflow, before it completes.</summary>
    void HandOut(StepContext context);
}

/// <summary>A child of a container and one run of it.</summary>
internal readonly record struct ChildRun(ActivityNode Node, ActivityInstance Run);
