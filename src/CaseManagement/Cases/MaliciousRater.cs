using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>An entry of the register of raters proven malicious (恶意评价人员信息库, SP-8.1d). The identity is a keyed hash: it can be recognised, not read.</summary>
public sealed class MaliciousRater
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public string? IdNumberHash { get; init; }
    public string? PhoneHash { get; init; }
    public string? NameMasked { get; init; }
    /// <summary>The case whose review found malice.</summary>
    public required string CaseNumber { get; init; }
    public required Guid RatingId { get; init; }
    /// <summary>What the review rests on. Never personal data.</summary>
    public required string Evidence { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public required string EnteredBy { get; init; }
    /// <summary>Until when it holds; null for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
    public string? RemovedBy { get; set; }
    public string? RemovalReason { get; set; }
}

internal sealed class MaliciousRaterConfiguration : IEntityTypeConfiguration<MaliciousRater>
{
    public void Configure(EntityTypeBuilder<MaliciousRater> builder)
    {
        builder.ToTable("MaliciousRaters").HasKey(m => m.Id);
        builder.HasIndex(m => new { m.Region, m.IdNumberHash });
        builder.HasIndex(m => new { m.Region, m.PhoneHash });
        builder.HasIndex(m => m.CaseNumber);
    }
}
