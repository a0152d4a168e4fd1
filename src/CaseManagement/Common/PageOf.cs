namespace HaoChaPing.CaseManagement.Common;

/// <summary>A page of a list (api.md, conventions).</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total, bool TotalIsExact = true);
