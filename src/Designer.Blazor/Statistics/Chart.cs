using System.Text.Json;

namespace HaoChaPing.Designer.Blazor.Statistics;

/// <summary>One bar of a chart and what lies behind it.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Link">Where its ratings are listed.</param>
/// <param name="Colour">The token that colours it.</param>
public sealed record Bar(string Label, long Value, string? Link = null, string Colour = "primary");

/// <summary>What the script needs to draw.</summary>
internal static class Chart
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Of(string kind, string unit, IEnumerable<Bar> bars) => JsonSerializer.Serialize(new { kind, unit, bars }, Web);
}
