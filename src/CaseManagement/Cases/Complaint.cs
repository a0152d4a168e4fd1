using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A complaint (投诉): no rating and in no figure of ratings; it opens a case where the pack says so (YS-13a). Words and personal fields are sealed.</summary>
public sealed class Complaint
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required string Channel { get; init; }
    public required string ExternalId { get; init; }
    /// <summary>The matter complained of, if any.</summary>
    public Guid? ServiceId { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    public required string TextSealed { get; init; }
    public required string PersonKind { get; init; }
    public string? NameSealed { get; init; }
    public string? NameMasked { get; init; }
    public string? IdNumberSealed { get; init; }
    public string? PhoneSealed { get; init; }
    public string? PhoneMasked { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary><c>adopted</c>, or <c>notAdopted</c> after a review.</summary>
    public required string Status { get; set; }
    /// <summary>Version of the rules it was taken in under.</summary>
    public required string PackVersion { get; init; }
    public string? CaseNumber { get; set; }
}

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.ToTable("Complaints").HasKey(c => c.Id);
        builder.Property(c => c.TextSealed).HasColumnName("Text");
        builder.HasIndex(c => c.CaseNumber);
        builder.HasIndex(c => new { c.UnitPath, c.ReceivedAt });
    }
}
