using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What became of one row of several.</summary>
/// <param name="Id">The task.</param>
/// <param name="CaseNumber">Its case, where the user may know it.</param>
/// <param name="Ok">It was done.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Message">The refusal's sentence.</param>
public sealed record RowResult(Guid Id, string? CaseNumber, bool Ok, string? Code, string? Message);

/// <summary>The answer of an act on several tasks: one line for each, in the order given.</summary>
public sealed record RowResults(int Done, int Refused, IReadOnlyList<RowResult> Items);

/// <summary>The same act on several tasks, one after the other: each is a commit of its own, and a refused one harms no other.</summary>
public static class EachTask
{
    /// <summary>As many as a page shows at most.</summary>
    public const int Most = 200;

    public static async Task<RowResults> DoAsync<T>(IEnumerable<Guid> tasks, Func<Guid, Task<Result<T>>> act, Func<T, string> caseNumber)
    {
        List<RowResult> rows = [];
        foreach (var id in tasks)
        {
            var answer = await act(id);
            rows.Add(answer.Ok ? new(id, caseNumber(answer.Value), true, null, null) : new(id, null, false, answer.Refusal.Code, answer.Refusal.Message));
        }
        return new RowResults(rows.Count(r => r.Ok), rows.Count(r => !r.Ok), rows);
    }
}
