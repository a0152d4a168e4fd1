using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>News of success for six seconds. Failures never go here: they stay where they arose (design.md §5).</summary>
public sealed class Toaster(MachineClock machine) : IDisposable
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);
    private readonly Lock gate = new();
    private readonly OrderedDictionary<Toast, ITimer> toasts = [];

    public sealed record Toast(Guid Id, string Words, string? Href, string? LinkWords);

    public IReadOnlyList<Toast> Current
    {
        get { lock (gate) return [.. toasts.Keys]; }
    }

    public event Action? Changed;

    public void Say(string words, string? href = null, string? linkWords = null)
    {
        var toast = new Toast(Guid.NewGuid(), words, href, linkWords);
        lock (gate) toasts.Add(toast, machine.CreateTimer(_ => TakeAway(toast), null, Shown, Timeout.InfiniteTimeSpan));
        Changed?.Invoke();
    }

    private void TakeAway(Toast toast)
    {
        lock (gate)
        {
            if (!toasts.Remove(toast, out var timer)) return;
            timer.Dispose();
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var timer in toasts.Values) timer.Dispose();
            toasts.Clear();
        }
    }
}
