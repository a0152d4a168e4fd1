namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Dotted paths into a pack, as settings and definitions write them.</summary>
internal static class PackPath
{
    private const string Timers = "timers";

    /// <summary>The steps of a path. Timer ids contain dots themselves, so the longest id that fits is one step.</summary>
    public static IReadOnlyList<string> Split(string path, IEnumerable<string> timerIds)
    {
        if (!path.StartsWith(Timers + ".", StringComparison.Ordinal)) return path.Split('.');
        var rest = path[(Timers.Length + 1)..];
        var id = timerIds.Where(id => rest == id || rest.StartsWith(id + ".", StringComparison.Ordinal)).MaxBy(id => id.Length);
        if (id is null) return [Timers, rest];
        return rest == id ? [Timers, id] : [Timers, id, .. rest[(id.Length + 1)..].Split('.')];
    }

    /// <summary>A JSON pointer (RFC 6901) of these steps.</summary>
    public static string Pointer(params IEnumerable<string> steps) =>
        string.Concat(steps.Select(s => "/" + s.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
}
