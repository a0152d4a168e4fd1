using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Shell;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>Where to go after a task is handed in: on with the same case when its next step is one's own, else the next of the inbox, else the case.</summary>
internal static class NextTask
{
    /// <summary>The workflow advances within two seconds of the commit (api.md); longer nobody waits.</summary>
    private const int Tries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<string> AfterAsync(ScopedSender sender, string caseNumber, Guid done)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await FirstAsync(sender, new ListTasks("mine", 1, 5, Query: caseNumber), done) is { } held) return held;
            if (await FirstAsync(sender, new ListTasks("unclaimed", 1, 5, Query: caseNumber), done) is { } free) return free;
            await Task.Delay(Pause, TimeProvider.System);
        }
        return await FirstAsync(sender, new ListTasks("mine", 1, 2), done) ?? $"/cases/{caseNumber}";
    }

    private static async Task<string?> FirstAsync(ScopedSender sender, ListTasks query, Guid done)
    {
        var next = (await sender.SendAsync(query)).Value?.Items.FirstOrDefault(row => row.Id != done && row.Status == "open");
        return next is null ? null : $"/tasks/{next.Id}";
    }
}
