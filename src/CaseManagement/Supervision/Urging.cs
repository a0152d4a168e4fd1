using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>A supervisor presses for a case (督办); the unit has to answer (TJ-5-1b).</summary>
public sealed class Urging
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string TextSealed { get; init; }
    public required string UrgedBy { get; init; }
    public required DateTimeOffset UrgedAt { get; init; }
    /// <summary><c>open</c>, <c>answered</c> or <c>lapsed</c>.</summary>
    public required string Status { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public required string InstanceId { get; init; }
}

internal sealed class UrgingConfiguration : IEntityTypeConfiguration<Urging>
{
    public void Configure(EntityTypeBuilder<Urging> builder)
    {
        builder.ToTable("Urgings").HasKey(u => u.Id);
        builder.HasIndex(u => u.CaseNumber);
        builder.HasIndex(u => u.InstanceId);
    }
}
