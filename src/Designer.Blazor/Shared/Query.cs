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
}
