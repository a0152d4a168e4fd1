using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>A running or finished workflow with its state. It stays on the definition version it started with until somebody migrates it.</summary>
public sealed class WorkflowInstance
{
    public required string Id { get; init; }
    public required string StreamId { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; set; }
    public required int Version { get; set; }
    /// <summary>The instance that started it, if one did.</summary>
    public string? ParentInstanceId { get; init; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    /// <summary><c>Running</c> or <c>Finished</c>.</summary>
    public required string Status { get; set; }
    /// <summary><c>Pending</c>, <c>Suspended</c>, <c>Finished</c>, <c>Cancelled</c>, <c>Faulted</c>.</summary>
    public required string SubStatus { get; set; }
    /// <summary>The serialised <c>WorkflowState</c>.</summary>
    public required string State { get; set; }
    public int IncidentCount { get; set; }
    /// <summary>Rows the instance has in the journal.</summary>
    public int BurstCount { get; set; }
    /// <summary>From when on its journal may be deleted; null keeps it.</summary>
    public DateTimeOffset? JournalExpiresAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class WorkflowInstanceConfiguration : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("WorkflowInstances");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasMaxLength(64);
        builder.Property(i => i.StreamId).HasMaxLength(64);
        builder.Property(i => i.ParentInstanceId).HasMaxLength(64);
        builder.Property(i => i.DefinitionId).HasMaxLength(128);
        builder.Property(i => i.DefinitionVersionId).HasMaxLength(64);
        builder.HasIndex(i => i.StreamId);
        builder.HasIndex(i => i.ParentInstanceId).HasFilter("\"ParentInstanceId\" IS NOT NULL");
        builder.HasIndex(i => i.DefinitionVersionId);
        builder.HasIndex(i => i.JournalExpiresAt).HasFilter("\"JournalExpiresAt\" IS NOT NULL");
    }
}
