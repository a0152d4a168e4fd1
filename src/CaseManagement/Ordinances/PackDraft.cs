using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What somebody is writing as the next version of a pack: one draft per place, in the place's own words before its parent is merged in.</summary>
public sealed class PackDraft
{
    public required string Code { get; init; }
    public required string Json { get; set; }
    /// <summary>The clauses that go with it; null keeps those of the version before.</summary>
    public string? Clauses { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
    public required string SavedBy { get; set; }
    /// <summary>Whoever saves over a newer one is told.</summary>
    public int Revision { get; set; }
}

internal sealed class PackDraftConfiguration : IEntityTypeConfiguration<PackDraft>
{
    public void Configure(EntityTypeBuilder<PackDraft> builder)
    {
        builder.ToTable("PackDrafts").HasKey(d => d.Code);
        builder.Property(d => d.Revision).IsConcurrencyToken();
    }
}
