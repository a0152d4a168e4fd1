using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>
/// The time of the business: the machine's clock, in demo mode plus an offset that only grows.
/// While the demo clock jumps it stands still at each stop, so that every event bears its own instant.
/// </summary>
public sealed class BusinessClock(MachineClock machine) : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private DateTimeOffset? _standing;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _standing ?? machine.GetUtcNow() + _offset;
    }

    /// <summary>What has to be remembered so that the clock goes on from here after a restart.</summary>
    internal TimeSpan OffsetTo(DateTimeOffset instant) => instant - machine.GetUtcNow();

    internal void StartWith(TimeSpan offset)
    {
        lock (_gate) _offset = offset;
    }

    internal void StandAt(DateTimeOffset instant)
    {
        lock (_gate) _standing = instant;
    }

    /// <summary>Runs on from the instant where it stands.</summary>
    internal void RunOn()
    {
        lock (_gate)
        {
            if (_standing is not { } instant) return;
            _offset = OffsetTo(instant);
            _standing = null;
        }
    }
}
