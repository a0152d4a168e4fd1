using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A journey of a place that came with an imported set: events and the states they lead to. Those of the product lie beside the pack in <c>definitions/</c>.</summary>
public sealed class PlaceJourney
{
    public required string Code { get; init; }
    /// <summary>File name without ending.</summary>
    public required string Name { get; init; }
    public required string Json { get; set; }
    public required DateTimeOffset ImportedAt { get; set; }
    public required string ImportedBy { get; set; }
}

internal sealed class PlaceJourneyConfiguration : IEntityTypeConfiguration<PlaceJourney>
{
    public void Configure(EntityTypeBuilder<PlaceJourney> builder) => builder.ToTable("PlaceJourneys").HasKey(journey => new { journey.Code, journey.Name });
}
