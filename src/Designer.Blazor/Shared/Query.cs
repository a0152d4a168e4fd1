namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>Builds the address of a list with its filters, leaving out what is not set.</summary>
public static class Query
{
    public static string On(string path, params (string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!.Trim())}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>Page numbers below two go without saying.</summary>
    public static string? Page(int page) => page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>A number out of an address, which anybody may have altered: what cannot be read was not said.</summary>
    public static int? Number(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A filter out of an address; one the page does not offer is none.</summary>
    public static string? Known(string? value, IEnumerable<(string Value, string Words)> offered) => offered.Any(o => o.Value == value) ? value : null;

    /// <summary>The page an address asks for; the first where it names none that a list could have.</summary>
    public static int PageIn(string? text) => Number(text) is { } page and >= 1 and <= int.MaxValue / CaseManagement.Common.Paging.Largest ? page : 1;
}
