using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>Asking the rater of a closed case whether the rectification satisfies (整改满意度回访; AK-15-5a, TJ-22).</summary>
public sealed class FollowUpVisit
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>User name, or <c>system</c> where the pack opens it at closing.</summary>
    public required string OpenedBy { get; init; }
    /// <summary><c>open</c> or <c>done</c>.</summary>
    public required string Status { get; set; }
    /// <summary><c>phone</c> or <c>sms</c>.</summary>
    public string? Channel { get; set; }
    /// <summary><c>satisfied</c> or <c>dissatisfied</c>.</summary>
    public string? Outcome { get; set; }
    /// <summary><c>unitFault</c> or <c>notUnitFault</c>.</summary>
    public string? Cause { get; set; }
    /// <summary>What followed: <c>sentBack</c>, or the reason why not, such as <c>rehandleLimit</c>.</summary>
    public string? Consequence { get; set; }
    public string? DoneBy { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public required string InstanceId { get; init; }
}

internal sealed class FollowUpVisitConfiguration : IEntityTypeConfiguration<FollowUpVisit>
{
    public void Configure(EntityTypeBuilder<FollowUpVisit> builder)
    {
        builder.ToTable("FollowUpVisits").HasKey(v => v.Id);
        builder.HasIndex(v => v.CaseNumber);
        builder.HasIndex(v => v.InstanceId);
    }
}
