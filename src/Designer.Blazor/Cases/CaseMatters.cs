using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Appeals;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Coordination;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.FollowUp;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Shell;
using MediatR;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>Reads what the acts on a case have left. Only what the history knows of is asked for; referrals only by whom they concern.</summary>
internal static class CaseMatters
{
    private const int Most = 200;

    public static async Task<IReadOnlyList<MatterGroup>> ReadAsync(ScopedSender sender, CaseDetail @case, IReadOnlyList<CaseEventRow> events, IReadOnlyList<string> permissions, MatterWords words)
    {
        var number = @case.Number;
        var seen = events.Select(e => e.Type).ToHashSet(StringComparer.Ordinal);
        List<MatterGroup> groups = [];
        await AddAsync("standstills", "期限中止", "deadlineSuspended", () => Task.FromResult(words.Standstills(events, @case.Status != "open")));
        await AddAsync("extensions", "延期", "extensionRequested", async () => [.. (await ItemsAsync(new ListExtensions(number))).Select(words.Of)]);
        await AddAsync("appeals", "异议申诉", "appealFiled", async () => [.. (await ItemsAsync(new ListAppeals(number))).Select(words.Of)]);
        await AddAsync("coordination", "会商", "coordinationStarted", async () => [.. (await ItemsAsync(new ListJointHandlings(number))).Select(j => words.Of(j, @case.Deadlines, events))]);
        await AddAsync("urgings", "督办", "urged", async () => [.. (await ItemsAsync(new ListUrgings(number))).Select(words.Of)]);
        await AddAsync("follow-ups", "回访", "followUpOpened", async () => [.. (await ItemsAsync(new ListFollowUps(null, null, number, 1, Most))).Select(words.Of)]);
        if (seen.Contains("accountabilityOpened") || seen.Contains("accountabilityProposed"))
            await AddAsync("accountability", "责任追究", null, async () => [.. (await ItemsAsync(new ListAccountability(null, null, number, 1, Most))).Select(words.Of)]);
        if (permissions.Contains(Acts.Refer))
            await AddAsync("referrals", "线索移送", "referred", async () => [.. (await ItemsAsync(new ListReferrals(number))).Select(words.Of)]);
        await AddAsync("comments", "留言", "commented", async () => [.. (await ItemsAsync(new ListComments(number))).Reverse().Select(words.Of)]);
        return groups;

        async Task AddAsync(string id, string title, string? known, Func<Task<IReadOnlyList<Matter>>> read)
        {
            if (known is not null && !seen.Contains(known)) return;
            if (await read() is { Count: > 0 } items) groups.Add(new MatterGroup(id, title, items));
        }

        async Task<IReadOnlyList<T>> ItemsAsync<T>(IRequest<Result<PageOf<T>>> request) => (await sender.SendAsync(request)).Value?.Items ?? [];
    }
}
