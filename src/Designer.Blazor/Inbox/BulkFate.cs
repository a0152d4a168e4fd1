using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>What became of several rows of the inbox.</summary>
/// <param name="Verb">Such as 认领.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Results">The answer for each of them, in the same order.</param>
public sealed record BulkFate(string Verb, IReadOnlyList<TaskRow> Rows, RowResults Results);
