namespace HaoChaPing.CaseManagement.Common;

/// <summary>
/// The machine's own clock, for what the demo clock must not move: sign-in lifetimes, lockout, retries of the senders.
/// Everything else takes <see cref="TimeProvider"/>, the business clock.
/// </summary>
public class MachineClock : TimeProvider;
