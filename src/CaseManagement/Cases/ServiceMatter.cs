using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>One concrete matter of one applicant (办件), delivered by a business system; what ratings are about. Personal fields are sealed.</summary>
public sealed class ServiceMatter
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required string ExternalId { get; init; }
    /// <summary>业务流水号.</summary>
    public string? SerialNo { get; init; }
    public required string ItemCode { get; init; }
    public required string ItemName { get; init; }
    /// <summary><c>matter</c> or <c>consultation</c>.</summary>
    public required string Kind { get; init; }
    /// <summary><c>online</c>, <c>kiosk</c>, <c>window</c> or <c>mixed</c>.</summary>
    public required string Mode { get; init; }
    /// <summary>The unit that performed it and answers for it (谁办理、谁负责).</summary>
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    public string? Place { get; init; }
    public string? Window { get; init; }
    public string? Platform { get; init; }
    public string? Staff { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>办结, the anchor <c>serviceCompleted</c>; may be told later.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
    /// <summary>JSON array of <see cref="ServiceVisit"/>.</summary>
    public required string Visits { get; set; }
    /// <summary>One application of several matters (批量业务).</summary>
    public string? BatchId { get; init; }
    /// <summary>One bundle of matters handled as one thing (“一件事”).</summary>
    public string? ThemeId { get; init; }
    public bool JointApproval { get; init; }
    public string? ApplicantKind { get; init; }
    public string? ApplicantNameSealed { get; init; }
    public string? ApplicantNameMasked { get; init; }
    public string? ApplicantIdNumberSealed { get; init; }
    public string? ApplicantIdNumberHash { get; init; }
    public string? ApplicantPhoneSealed { get; init; }
    public string? ApplicantPhoneHash { get; init; }
    public string? ApplicantPhoneMasked { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When a rating first left nothing more to ask for: no reminder, no default, no 未评.</summary>
    public DateTimeOffset? RatedAt { get; set; }
    /// <summary>When a rating is made up or 未评 is marked, if nobody rates; null when nothing is to be done. Swept in batches.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
    /// <summary>The end of the window rests on a year without a holiday notice (X-CAL-4).</summary>
    public bool ExpiryProvisional { get; set; }
    /// <summary>When to remind; null when there is nothing to remind of. Swept in batches.</summary>
    public DateTimeOffset? ReminderDueAt { get; set; }
    public DateTimeOffset? RemindedAt { get; set; }
}

/// <summary>One visit of the applicant at a window or one contact online (一次).</summary>
public sealed record ServiceVisit(string Id, DateTimeOffset At, string? Staff = null, string? Stage = null);

/// <summary>A further matter that one rating applies to: of the same batch (AK-11c) or the same bundle (AK-11d). The matter it was given for stands in the rating itself.</summary>
public sealed class RatedMatter
{
    public required Guid RatingId { get; init; }
    public required Guid ServiceId { get; init; }
    public string? Visit { get; init; }
    /// <summary>An own rating of the matter has taken its place (AK-11d).</summary>
    public bool Replaced { get; set; }
}

internal sealed class ServiceMatterConfiguration : IEntityTypeConfiguration<ServiceMatter>
{
    public void Configure(EntityTypeBuilder<ServiceMatter> builder)
    {
        builder.ToTable("Services").HasKey(s => s.Id);
        builder.HasIndex(s => new { s.Region, s.BatchId });
        builder.HasIndex(s => new { s.Region, s.ThemeId });
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasIndex(s => s.ReminderDueAt);
        builder.HasIndex(s => s.ApplicantIdNumberHash);
        builder.HasIndex(s => s.ApplicantPhoneHash);
    }
}

internal sealed class RatedMatterConfiguration : IEntityTypeConfiguration<RatedMatter>
{
    public void Configure(EntityTypeBuilder<RatedMatter> builder)
    {
        builder.ToTable("RatedMatters").HasKey(m => new { m.RatingId, m.ServiceId });
        builder.HasIndex(m => m.ServiceId);
    }
}
