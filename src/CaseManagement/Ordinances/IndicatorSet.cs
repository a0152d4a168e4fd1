using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The preset texts of a rating as they were imported, verbatim (TJ-A). A later file with other texts is another version; ratings keep code and text of theirs.</summary>
public sealed class IndicatorFile
{
    public required string Code { get; init; }
    /// <summary>1, 2, 3 … in the order of import.</summary>
    public required int Version { get; init; }
    public required string Json { get; init; }
    public required string ContentHash { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public required string ImportedBy { get; init; }
}

/// <summary>One version of a place's preset texts, by target and level. The hash tells that two channels offer the same (GD-4c).</summary>
public sealed record IndicatorSet(string Code, int Version, string ContentHash, IReadOnlyList<IndicatorTarget> Targets)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The texts offered for a target and a level, in the order of the document.</summary>
    public IReadOnlyList<Indicator> For(string target, string level) =>
        Targets.FirstOrDefault(t => t.Target == target)?.Levels.FirstOrDefault(l => l.Level == level)?.Indicators ?? [];

    internal static IndicatorSet Of(IndicatorFile file) => new(file.Code, file.Version, file.ContentHash, Read((JsonObject)JsonNode.Parse(file.Json)!));

    /// <summary>Reads a file of <c>definitions/indicators</c>.</summary>
    /// <exception cref="JsonException">It is not of that shape.</exception>
    internal static IReadOnlyList<IndicatorTarget> Read(JsonObject file) => file["sets"]?.Deserialize<List<IndicatorTarget>>(Format) is { Count: > 0 } sets && sets.All(IsWhole)
        ? sets
        : throw new JsonException("Expected 'sets' with targets, levels and indicators.");

    private static bool IsWhole(IndicatorTarget target) =>
        target is { Target: not null, Levels: not null } && target.Levels.All(l => l is { Level: not null, Indicators: not null } && l.Indicators.All(i => i is { Code: not null, Text: not null }));
}

/// <param name="Target"><c>item</c> or <c>staff</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Levels">Texts by level.</param>
public sealed record IndicatorTarget(string Target, string Title, IReadOnlyList<IndicatorLevel> Levels);

public sealed record IndicatorLevel(string Level, string Name, IReadOnlyList<Indicator> Indicators);

/// <summary>One preset text; <paramref name="FreeTextRequired"/> marks 其他, which says nothing by itself (TJ-7-4b).</summary>
public sealed record Indicator(string Code, string Text, bool FreeTextRequired = false);

internal sealed class IndicatorFileConfiguration : IEntityTypeConfiguration<IndicatorFile>
{
    public void Configure(EntityTypeBuilder<IndicatorFile> builder) => builder.ToTable("IndicatorFiles").HasKey(f => new { f.Code, f.Version });
}
