using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The last look before a pack is believed: what its schema leaves open must still be readable as what the product takes it for (X-PACK-1).</summary>
internal static partial class PackReading
{
    /// <summary>The place that cannot be read, by JSON pointer; none when all can.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject pack)
    {
        var within = "";
        try
        {
            var ordinance = Ordinance.Parse(pack);
            within = "/scoring";
            ScoringRules.Of(ordinance);
            return [];
        }
        catch (JsonException unreadable)
        {
            return [new FieldError(within + PointerOf(unreadable.Path ?? ""), "值的类型不对，不能采用。")];
        }
    }

    // "$.timers['case.general'].warnBefore[0]" is how the reader says where it stands.
    private static string PointerOf(string path) => PackPath.Pointer(Step().Matches(path).Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value));

    [GeneratedRegex(@"\.([^.\[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]")]
    private static partial Regex Step();
}
