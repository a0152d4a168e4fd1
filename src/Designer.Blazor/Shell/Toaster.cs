using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>News of success for six seconds. Failures never go here: they stay where they arose (design.md §5).</summary>
public sealed class Toaster(MachineClock machine)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);
    private readonly List<Toast> toasts = [];

    public sealed record Toast(Guid Id, string Words, string? Href, string? LinkWords);

    public IReadOnlyList<Toast> Current => toasts;
    public event Action? Changed;

    public void Say(string words, string? href = null, string? linkWords = null)
    {
        var toast = new Toast(Guid.NewGuid(), words, href, linkWords);
        toasts.Add(toast);
        Changed?.Invoke();
        _ = TakeAwayAsync(toast);
    }

    private async Task TakeAwayAsync(Toast toast)
    {
        await Task.Delay(Shown, machine);
        toasts.Remove(toast);
        Changed?.Invoke();
    }
}
