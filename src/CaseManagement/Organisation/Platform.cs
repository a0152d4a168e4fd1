using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>A service platform and the unit that built it and answers for it (谁建设、谁负责, AK-15-0b).</summary>
public sealed class Platform
{
    public required string Region { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string UnitCode { get; set; }
}

internal sealed class PlatformConfiguration : IEntityTypeConfiguration<Platform>
{
    public void Configure(EntityTypeBuilder<Platform> builder) => builder.ToTable("Platforms").HasKey(p => new { p.Region, p.Code });
}
