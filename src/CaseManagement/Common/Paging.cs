namespace HaoChaPing.CaseManagement.Common;

/// <summary>The conventions of every list (api.md).</summary>
public static class Paging
{
    public const int Largest = 200;

    /// <summary>The refusal of a page that cannot be, or null.</summary>
    public static Refusal? Refused(int page, int pageSize)
    {
        var errors = new List<FieldError>();
        if (pageSize is < 1 or > Largest) errors.Add(new("/pageSize", $"1 至 {Largest}。"));
        // Beyond what a row number can say, the offset would wrap round to the first page.
        else if (page < 1 || (long)page * pageSize > int.MaxValue) errors.Add(new("/page", "从 1 起，不超过最后一页。"));
        return errors.Count == 0 ? null : Refusal.Malformed("pageInvalid", $"页码从 1 起，每页 1 至 {Largest} 条，请改正后再查。", [.. errors]);
    }

    /// <summary>The refusal of a filter that names something there is none of: an empty list would look as if there were no rows.</summary>
    /// <param name="parameter">Its name in the query, such as <c>status</c>.</param>
    /// <param name="what">What it names, in Chinese.</param>
    /// <param name="known">What it may name; none where there are too many to list.</param>
    public static Refusal Unknown(string parameter, string what, params IReadOnlyList<string> known) => Refusal.Malformed(
        $"unknown{char.ToUpperInvariant(parameter[0])}{parameter[1..]}", known.Count == 0 ? $"没有这个{what}，请核对后再查。" : $"没有这个{what}，请用 {string.Join("、", known)}。",
        new FieldError($"/{parameter}", known.Count == 0 ? $"没有这个{what}。" : $"可选：{string.Join("、", known)}。"));

    /// <summary>The words of a search; a row must have all of them.</summary>
    public static IReadOnlyList<string> WordsOf(string? query) => (query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
