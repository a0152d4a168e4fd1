using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Tests;

/// <summary>A machine whose time a test moves: what was to happen on the way happens then.</summary>
internal sealed class MovedMachine : MachineClock
{
    private readonly List<Waiting> waiting = [];
    private TimeSpan passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state), period);
        timer.Change(dueTime, period);
        waiting.Add(timer);
        return timer;
    }

    public void Move(TimeSpan by)
    {
        for (var end = passed + by; ; )
        {
            var next = waiting.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            passed = next?.DueAt ?? end;
            if (next is null) return;
            next.Fire();
        }
    }

    private sealed class Waiting(MovedMachine machine, Action fire, TimeSpan period) : ITimer
    {
        private TimeSpan every = period;

        /// <summary>Counted from the machine's beginning; null while it rests.</summary>
        public TimeSpan? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (every, DueAt) = (period, dueTime == Timeout.InfiniteTimeSpan ? null : machine.passed + dueTime);
            return true;
        }

        public void Fire()
        {
            Change(every, every);
            fire();
        }

        public void Dispose() => machine.waiting.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
