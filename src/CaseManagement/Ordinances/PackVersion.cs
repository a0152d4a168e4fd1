using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A published version of a rule pack with the text of its clauses. It is never changed; what comes later is another version (X-CLK-8).</summary>
public sealed class PackVersion
{
    public required string Code { get; init; }
    public required string Version { get; init; }
    /// <summary>1, 2, 3 … in the order of publication within the code.</summary>
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string LegalStatus { get; init; }
    /// <summary>The pack as JSON.</summary>
    public required string Json { get; init; }
    /// <summary>What the place itself wrote, where <see cref="Json"/> is merged with a parent pack (X-PACK-3); null where it stands alone.</summary>
    public string? Own { get; init; }
    /// <summary>The clauses as JSON; null where none were given.</summary>
    public string? Clauses { get; init; }
    /// <summary>SHA-256 of pack and clauses in canonical form, so that the same content is not published twice.</summary>
    public required string ContentHash { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required string PublishedBy { get; init; }
}

/// <summary>An administrator's recorded act that settles something the ordinance does not state, before the place goes live (X-PACK-2).</summary>
public sealed class PackConfirmation
{
    public required string Code { get; init; }
    public required string Version { get; init; }
    /// <summary>JSON pointer into the pack, such as <c>/timers/appeal.review</c>.</summary>
    public required string Pointer { get; init; }
    /// <summary>The confirmed value as JSON.</summary>
    public required string Value { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
    public required string ConfirmedBy { get; init; }
    public required string Reason { get; init; }
}

/// <summary>A holiday notice file as it was imported. A later revision of the same year replaces it, the earlier one is kept. Year 0 holds the days every year has by statute.</summary>
public sealed class CalendarFile
{
    public required int Year { get; init; }
    public required int Revision { get; init; }
    public required string Json { get; init; }
    public required string ContentHash { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public required string ImportedBy { get; init; }
}

internal sealed class PackVersionConfiguration : IEntityTypeConfiguration<PackVersion>
{
    public void Configure(EntityTypeBuilder<PackVersion> builder)
    {
        builder.ToTable("PackVersions").HasKey(v => new { v.Code, v.Version });
        builder.HasIndex(v => new { v.Code, v.Number }).IsUnique();
    }
}

internal sealed class PackConfirmationConfiguration : IEntityTypeConfiguration<PackConfirmation>
{
    public void Configure(EntityTypeBuilder<PackConfirmation> builder) => builder.ToTable("PackConfirmations").HasKey(c => new { c.Code, c.Version, c.Pointer });
}

internal sealed class CalendarFileConfiguration : IEntityTypeConfiguration<CalendarFile>
{
    public void Configure(EntityTypeBuilder<CalendarFile> builder) => builder.ToTable("CalendarFiles").HasKey(f => new { f.Year, f.Revision });
}
