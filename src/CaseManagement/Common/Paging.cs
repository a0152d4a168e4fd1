namespace HaoChaPing.CaseManagement.Common;

/// <summary>The conventions of every list (api.md).</summary>
public static class Paging
{
    public const int Largest = 200;

    /// <summary>The refusal of a page that cannot be, or null.</summary>
    public static Refusal? Refused(int page, int pageSize) => page >= 1 && pageSize is >= 1 and <= Largest ? null
        : Refusal.Malformed("pageInvalid", $"页码从 1 起，每页 1 至 {Largest} 条，请改正后再查。", new FieldError("/page", "从 1 起。"), new FieldError("/pageSize", $"1 至 {Largest}。"));

    /// <summary>The words of a search; a row must have all of them.</summary>
    public static IReadOnlyList<string> WordsOf(string? query) => (query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
