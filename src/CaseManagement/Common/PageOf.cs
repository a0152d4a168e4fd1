using System.Text.Json.Serialization;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>A page of a list (api.md, conventions).</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total, bool TotalIsExact = true)
{
    /// <summary>The place before which there are more rows, of a list that is walked instead of paged; null at its beginning.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Previous { get; init; }

    /// <summary>The place after which there are more rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>A list that is short by nature, on one page.</summary>
    public static PageOf<T> Whole(IReadOnlyList<T> items) => new(items, 1, Math.Max(items.Count, 1), items.Count);
}
