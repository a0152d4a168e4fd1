namespace HaoChaPing.CaseManagement.Common;

/// <summary>A page of a list (api.md, conventions).</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total, bool TotalIsExact = true)
{
    /// <summary>A list that is short by nature, on one page.</summary>
    public static PageOf<T> Whole(IReadOnlyList<T> items) => new(items, 1, Math.Max(items.Count, 1), items.Count);
}
