using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Something from outside that starts a published workflow: written when it is published, gone when it is published no more.</summary>
public sealed class WorkflowTrigger
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    /// <summary>The activity at which the workflow begins then.</summary>
    public required string ActivityId { get; init; }
    public required string ActivityType { get; init; }
    /// <summary>The event that starts it; null when time does.</summary>
    public string? EventName { get; init; }
    /// <summary>What identifies the stimulus, as JSON.</summary>
    public required string Payload { get; init; }
}

internal sealed class WorkflowTriggerConfiguration : IEntityTypeConfiguration<WorkflowTrigger>
{
    public void Configure(EntityTypeBuilder<WorkflowTrigger> builder)
    {
        builder.ToTable("WorkflowTriggers");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).HasMaxLength(64);
        builder.Property(t => t.DefinitionId).HasMaxLength(128);
        builder.Property(t => t.DefinitionVersionId).HasMaxLength(64);
        builder.Property(t => t.EventName).HasMaxLength(256);
        builder.HasIndex(t => t.DefinitionId);
        builder.HasIndex(t => t.EventName);
    }
}
