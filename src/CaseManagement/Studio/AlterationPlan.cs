using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Alterations that were submitted to be done to many instances, one after another. How far they are is told by the jobs.</summary>
public sealed class AlterationPlan
{
    public required string Id { get; init; }
    /// <summary>JSON array, as submitted.</summary>
    public required string Alterations { get; init; }
    /// <summary>JSON object: the filter that chose the instances.</summary>
    public required string Filter { get; init; }
    public string? Reason { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The alterations of a plan on one instance.</summary>
public sealed class AlterationJob
{
    public required string PlanId { get; init; }
    public required string InstanceId { get; init; }
    /// <summary><c>Pending</c>, <c>Completed</c> or <c>Failed</c>, as Elsa names them.</summary>
    public required string Status { get; set; }
    /// <summary>Why it failed, in Chinese.</summary>
    public string? Message { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
}

internal sealed class AlterationPlanConfiguration : IEntityTypeConfiguration<AlterationPlan>
{
    public void Configure(EntityTypeBuilder<AlterationPlan> builder)
    {
        builder.ToTable("AlterationPlans");
        builder.Property(p => p.Id).HasMaxLength(64);
        builder.Property(p => p.CreatedBy).HasMaxLength(128);
    }
}

internal sealed class AlterationJobConfiguration : IEntityTypeConfiguration<AlterationJob>
{
    public void Configure(EntityTypeBuilder<AlterationJob> builder)
    {
        builder.ToTable("AlterationJobs");
        builder.HasKey(j => new { j.PlanId, j.InstanceId });
        builder.Property(j => j.PlanId).HasMaxLength(64);
        builder.Property(j => j.InstanceId).HasMaxLength(64);
        builder.Property(j => j.Status).HasMaxLength(16);
        builder.HasOne<AlterationPlan>().WithMany().HasForeignKey(j => j.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}
