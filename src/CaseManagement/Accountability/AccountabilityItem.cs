using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>Somebody may have to answer for something (责任追究): proposed by the system or opened by hand, decided by the body the ordinance names (AK-16, GD-18, TJ-26, YS-15c, SP-4.1b).</summary>
public sealed class AccountabilityItem
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>Ground code of the pack, such as <c>overdueUnjustified</c>.</summary>
    public required string Trigger { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    /// <summary>User name of the person meant, if any.</summary>
    public string? Person { get; init; }
    public string? TextSealed { get; init; }
    /// <summary><c>proposed</c>, <c>open</c>, <c>excused</c> (an accepted reason) or <c>decided</c>.</summary>
    public required string Status { get; set; }
    /// <summary>What was decided: a measure of the pack.</summary>
    public string? Measure { get; set; }
    public string? DecisionSealed { get; set; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

internal sealed class AccountabilityItemConfiguration : IEntityTypeConfiguration<AccountabilityItem>
{
    public void Configure(EntityTypeBuilder<AccountabilityItem> builder)
    {
        builder.ToTable("AccountabilityItems").HasKey(a => a.Id);
        builder.HasIndex(a => a.CaseNumber);
        builder.HasIndex(a => new { a.UnitPath, a.Status });
    }
}
