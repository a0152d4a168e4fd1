using System.Collections.Concurrent;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Intake;

/// <summary>Slows down whoever tries links and codes. Only failures count: a whole hall behind one address is never in anybody's way.</summary>
public sealed class StrangerLimits(MachineClock machine)
{
    private const int MostFailures = 30;
    private const int MostAddresses = 100_000;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Address, long Span), int> _failures = new();

    public bool Exceeded(HttpContext context) => _failures.TryGetValue(KeyOf(context), out var failures) && failures >= MostFailures;

    public void Failed(HttpContext context)
    {
        var key = KeyOf(context);
        if (_failures.Count > MostAddresses) _failures.Clear();
        foreach (var old in _failures.Keys.Where(k => k.Span < key.Span)) _failures.TryRemove(old, out _);
        _failures.AddOrUpdate(key, 1, (_, failures) => failures + 1);
    }

    private (string Address, long Span) KeyOf(HttpContext context) => (context.Connection.RemoteIpAddress?.ToString() ?? "", machine.GetUtcNow().Ticks / Span.Ticks);
}
