using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>One thing that shall happen to a stream, taken in order and consumed in the transaction of its effect.</summary>
public sealed class WorkflowCommand
{
    /// <summary>Order within the table; given by the store.</summary>
    public long Id { get; init; }
    public required string StreamId { get; init; }
    /// <summary><c>start</c>, <c>resume</c>, <c>signal</c>, <c>cancel</c>, an operation (<c>instance.…</c>), or a kind a host registered an <c>IStreamCommandHandler</c> for.</summary>
    public required string Kind { get; init; }
    public string? InstanceId { get; init; }
    /// <summary>JSON, shaped by the kind.</summary>
    public required string Payload { get; init; }
    /// <summary>Not taken before this instant of the business clock.</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>Made for later, such as a deadline. A crowd of these that falls due at one instant does not hold up what people do meanwhile.</summary>
    public bool IsPlanned { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Actor { get; init; }
    public string? Reason { get; init; }
    /// <summary>Set when executing it failed; the command stays, visible, for someone to retry.</summary>
    public DateTimeOffset? FailedAt { get; set; }
    public string? Error { get; set; }
}

internal sealed class WorkflowCommandConfiguration : IEntityTypeConfiguration<WorkflowCommand>
{
    public void Configure(EntityTypeBuilder<WorkflowCommand> builder)
    {
        builder.ToTable("WorkflowCommands");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.StreamId).HasMaxLength(64);
        builder.Property(c => c.Kind).HasMaxLength(64);
        builder.Property(c => c.InstanceId).HasMaxLength(64);
        builder.HasIndex(c => new { c.StreamId, c.DueAt, c.Id });
        builder.HasIndex(c => new { c.IsPlanned, c.DueAt, c.Id }).HasFilter("\"FailedAt\" IS NULL");
        builder.HasIndex(c => c.InstanceId).HasFilter("\"FailedAt\" IS NOT NULL");
    }
}
