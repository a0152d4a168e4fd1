using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Something that went wrong in an instance, with the step and the reason, for whoever mends the definition or its data.</summary>
public sealed class WorkflowIncident
{
    public required string Id { get; init; }
    /// <summary>Null for a failed command that belongs to a stream only.</summary>
    public string? InstanceId { get; init; }
    public required string StreamId { get; init; }
    /// <summary>The step, or null when no step was reached.</summary>
    public string? ActivityId { get; set; }
    public string? ActivityNodeId { get; set; }
    public string? ActivityType { get; init; }
    /// <summary>Begins with the expectation that was not met.</summary>
    public required string Message { get; init; }
    /// <summary>The failed command that waits for a retry; null when the burst itself was committed.</summary>
    public long? CommandId { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The kind of the command that settled it, such as <c>instance.retry</c>; null while nobody has.</summary>
    public string? Resolution { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }
    public string? ResolvedBy { get; set; }
    public string? ResolvedReason { get; set; }
}

internal sealed class WorkflowIncidentConfiguration : IEntityTypeConfiguration<WorkflowIncident>
{
    public void Configure(EntityTypeBuilder<WorkflowIncident> builder)
    {
        builder.ToTable("WorkflowIncidents");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasMaxLength(64);
        builder.Property(i => i.InstanceId).HasMaxLength(64);
        builder.Property(i => i.StreamId).HasMaxLength(64);
        builder.Property(i => i.Resolution).HasMaxLength(64);
        builder.HasIndex(i => i.InstanceId);
        builder.HasIndex(i => i.CommandId);
        builder.HasIndex(i => new { i.ResolvedAt, i.At });
    }
}
