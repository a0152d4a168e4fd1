namespace HaoChaPing.Workflows.Scheduling;

/// <summary>
/// The machine's own clock, for what the demo clock must not move: how often background work looks, sign-in lifetimes, lockout, retries of the senders.
/// Everything else takes <see cref="TimeProvider"/>, the business clock.
/// </summary>
public class MachineClock : TimeProvider;
