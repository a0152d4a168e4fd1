namespace HaoChaPing.UpperPlatform;

/// <summary>How the platform answers, and for how many requests; without a number until told otherwise.</summary>
/// <param name="Mode">
/// <c>accept</c>; <c>fail</c> (500, keeps nothing); <c>reject</c> (422 with a reason); <c>timeout</c> (keeps nothing, never answers);
/// <c>lose</c> (keeps the item, its answer is lost); <c>twice</c> (the receipt is delivered twice).
/// </param>
/// <param name="Next">How many requests; null for all.</param>
/// <param name="Reason">The reason of a rejection.</param>
public sealed record Behaviour(string Mode, int? Next = null, string? Reason = null);

/// <summary>What the platform was told through <c>POST /control</c>.</summary>
public sealed class Mood
{
    private static readonly Behaviour Accept = new("accept");
    private readonly Lock _gate = new();
    private Behaviour _now = Accept;

    public static readonly IReadOnlyList<string> Modes = ["accept", "fail", "reject", "timeout", "lose", "twice"];

    public Behaviour Now
    {
        get { lock (_gate) return _now; }
    }

    /// <summary>Takes an order from outside; false when the mode is unknown.</summary>
    public bool Become(Behaviour asked)
    {
        if (!Modes.Contains(asked.Mode) || asked.Next < 1) return false;
        lock (_gate) _now = asked;
        return true;
    }

    /// <summary>How the request at hand is answered; counts it.</summary>
    public Behaviour Next()
    {
        lock (_gate)
        {
            var current = _now;
            if (current.Next is { } left) _now = left > 1 ? current with { Next = left - 1 } : Accept;
            return current;
        }
    }
}
