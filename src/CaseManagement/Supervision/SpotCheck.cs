using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>A sample of closed cases drawn from a seed (抽查; AK-5-1d, AK-5-3c, GD-15d): who knows seed and rule can draw it again.</summary>
public sealed class SpotCheck
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    /// <summary>The unit whose subtree was sampled.</summary>
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    /// <summary>First local day of closing.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last local day of closing.</summary>
    public required DateOnly To { get; init; }
    public required string Seed { get; init; }
    /// <summary>How many cases were asked for.</summary>
    public required int Size { get; init; }
    /// <summary>How many cases there were to draw from.</summary>
    public required int Population { get; init; }
    public required string DrawnBy { get; init; }
    public required DateTimeOffset DrawnAt { get; init; }
}

/// <summary>A drawn case and what was found.</summary>
public sealed class SpotCheckItem
{
    public required Guid SpotCheckId { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>From 1, in the order of drawing.</summary>
    public required int Position { get; init; }
    /// <summary><c>passed</c> or <c>failed</c>; null until it was looked at.</summary>
    public string? Result { get; set; }
    public string? NoteSealed { get; set; }
    public string? CheckedBy { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }
}

internal sealed class SpotCheckConfiguration : IEntityTypeConfiguration<SpotCheck>
{
    public void Configure(EntityTypeBuilder<SpotCheck> builder)
    {
        builder.ToTable("SpotChecks").HasKey(c => c.Id);
        builder.HasIndex(c => new { c.UnitPath, c.DrawnAt });
    }
}

internal sealed class SpotCheckItemConfiguration : IEntityTypeConfiguration<SpotCheckItem>
{
    public void Configure(EntityTypeBuilder<SpotCheckItem> builder)
    {
        builder.ToTable("SpotCheckItems").HasKey(i => new { i.SpotCheckId, i.CaseNumber });
        builder.HasIndex(i => i.CaseNumber);
    }
}
