using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>One act of rating (评价). Personal fields are sealed; what is searched by is a keyed hash.</summary>
public sealed class Rating
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required string Channel { get; init; }
    public required string ExternalId { get; init; }
    public Guid? ServiceId { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    public required string Target { get; init; }
    public required string Scope { get; init; }
    public required string Level { get; init; }
    /// <summary>JSON array of <c>{code, text, part}</c>, the texts sealed (<see cref="RatingWords"/>).</summary>
    public required string Reasons { get; init; }
    public string? TextSealed { get; init; }
    public required bool Public { get; init; }
    public string? Stage { get; init; }
    public string? Visit { get; init; }
    public required string RaterKind { get; init; }
    public string? RaterNameSealed { get; init; }
    public string? RaterIdNumberSealed { get; init; }
    public string? RaterIdNumberHash { get; init; }
    public string? RaterPhoneSealed { get; init; }
    public string? RaterPhoneHash { get; init; }
    /// <summary>What lists and pages show, such as <c>张*</c>, <c>138****5678</c>.</summary>
    public string? RaterNameMasked { get; init; }
    public string? RaterPhoneMasked { get; init; }
    public bool Verified { get; init; }
    public required DateTimeOffset RatedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary><c>adopted</c>, <c>notAdopted</c>, <c>quarantined</c>, <c>held</c>, <c>unrated</c>.</summary>
    public required string Status { get; set; }
    /// <summary><c>rater</c>, <c>default</c>, <c>operator</c>.</summary>
    public required string Source { get; init; }
    /// <summary><c>timeout</c>, <c>invalidated</c>, <c>unknownItem</c>, <c>replaced</c>.</summary>
    public string? Reason { get; set; }
    /// <summary>Version of the rules it was taken in under.</summary>
    public required string PackVersion { get; init; }
    /// <summary>How many ratings it stands for in the level figures while it is adopted: a batch one per matter, a stage or the words of society none.</summary>
    public required int CountsAs { get; set; }
    /// <summary>A target it also stands for until that is rated by itself (TJ-13c).</summary>
    public string? SpreadTo { get; set; }
    /// <summary>The first rating this one was added to (追加评价, GD-14-5).</summary>
    public Guid? FollowsId { get; init; }
    /// <summary>The hall rated, where a hall is (SP-5.2a).</summary>
    public string? Place { get; init; }
    /// <summary>How it came in at its channel: <c>paper</c>, <c>keypad</c>, <c>operator</c> …</summary>
    public string? EntryForm { get; init; }
    /// <summary>Who keyed it in for the rater.</summary>
    public string? KeyedBy { get; init; }
    public string? CallNumberSealed { get; init; }
    /// <summary>The scanned form.</summary>
    public Guid? ScanId { get; init; }
    public string? CaseNumber { get; set; }
    /// <summary>How far its case has come, for the figures: <c>open</c>, <c>rectified</c>, <c>satisfied</c>, <c>dissatisfied</c>.</summary>
    public string? Course { get; set; }
    /// <summary>The unit its case was given to since, for the figures.</summary>
    public string? AnsweredBy { get; set; }
}

internal sealed class RatingConfiguration : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.ToTable("Ratings").HasKey(r => r.Id);
        builder.Property(r => r.TextSealed).HasColumnName("Text");
        builder.HasIndex(r => r.ServiceId);
        builder.HasIndex(r => new { r.Region, r.ReceivedAt });
        builder.HasIndex(r => r.FollowsId);
        builder.HasIndex(r => r.RaterIdNumberHash);
        builder.HasIndex(r => r.RaterPhoneHash);
    }
}
