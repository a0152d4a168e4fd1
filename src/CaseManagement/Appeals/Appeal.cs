using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>An appeal (申诉) against a rating held to be mistaken or malicious, and its review (AK-15-3a, SP-9.2b, TJ-21a, YS-11d).</summary>
public sealed class Appeal
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>In the applicant's words; may name people, so it is sealed.</summary>
    public required string GroundsSealed { get; init; }
    /// <summary><c>institution</c> or <c>staff</c>.</summary>
    public required string Applicant { get; init; }
    public required string FiledBy { get; init; }
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary><c>pending</c>, <c>decided</c> or <c>lapsed</c>.</summary>
    public required string Status { get; set; }
    /// <summary>One of the pack's outcomes; <c>valid</c> lets the rating stand.</summary>
    public string? Outcome { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public required string InstanceId { get; init; }
}

/// <summary>How an appeal stands.</summary>
internal static class AppealStatus
{
    public const string Pending = "pending";
    public const string Decided = "decided";
    /// <summary>The case ended before anybody decided.</summary>
    public const string Lapsed = "lapsed";
}

internal sealed class AppealConfiguration : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("Appeals").HasKey(a => a.Id);
        builder.HasIndex(a => a.CaseNumber);
        builder.HasIndex(a => a.InstanceId);
    }
}
