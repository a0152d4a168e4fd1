using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>One name under which an item of the catalogue (事项清单) is rated. An item with none or several of them is reported where the place wants exactly one (TJ-5-3b).</summary>
internal sealed class CatalogueItem
{
    public required string Region { get; init; }
    public required string Code { get; init; }
    /// <summary>The name used for rating; empty while the item has none.</summary>
    public required string RatingName { get; init; }
    public required string Name { get; set; }
    /// <summary>How it is handled: <c>online</c>, <c>kiosk</c>, <c>window</c>, <c>mixed</c>.</summary>
    public string? Mode { get; set; }
    public string? Version { get; set; }
    public required DateTimeOffset EnteredAt { get; init; }
}

internal sealed class CatalogueItemConfiguration : IEntityTypeConfiguration<CatalogueItem>
{
    public void Configure(EntityTypeBuilder<CatalogueItem> builder) => builder.ToTable("CatalogueItems").HasKey(i => new { i.Region, i.Code, i.RatingName });
}
