using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>What the history says of a deadline.</summary>
internal static class DeadlineEvents
{
    public static JsonObject Started(DeadlineRow row) => With(row, new JsonObject { ["anchorAt"] = Instant(row.AnchorAt), ["provisional"] = row.Provisional });

    public static JsonObject Recomputed(DeadlineRow row, JsonObject before, string reason) => new()
    {
        ["deadline"] = row.Id, ["reason"] = reason, ["old"] = before, ["new"] = Figures(row),
    };

    public static JsonObject Warned(DeadlineRow row) => With(row, []);

    public static JsonObject Passed(DeadlineRow row, bool extensionPending) => With(row, extensionPending ? new JsonObject { ["extensionPending"] = true } : []);

    public static JsonObject Suspended(DeadlineRow row, string reason) => With(row, new JsonObject { ["reason"] = reason });

    public static JsonObject Met(DeadlineRow row) => With(row, new JsonObject { ["onTime"] = row.OverdueAt is null });

    /// <summary>The values that a recomputation changes.</summary>
    public static JsonObject Figures(DeadlineRow row) => new()
    {
        ["timer"] = row.Timer, ["anchorAt"] = Instant(row.AnchorAt), ["due"] = Instant(row.DueAt), ["lastDay"] = Day(row.LastDay), ["provisional"] = row.Provisional,
    };

    private static JsonObject With(DeadlineRow row, JsonObject more)
    {
        var data = new JsonObject { ["deadline"] = row.Id, ["timer"] = row.Timer, ["due"] = Instant(row.DueAt), ["lastDay"] = Day(row.LastDay) };
        foreach (var (name, value) in more) data[name] = value?.DeepClone();
        return data;
    }

    private static string? Instant(DateTimeOffset? at) => at?.ToChina().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
