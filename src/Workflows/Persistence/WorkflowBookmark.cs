using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>A place where an instance waits. It exists exactly as long as the instance's state holds the bookmark.</summary>
public sealed class WorkflowBookmark
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string StreamId { get; init; }
    public required string ActivityId { get; set; }
    public required string ActivityNodeId { get; set; }
    public required string ActivityType { get; init; }
    /// <summary>What is waited for, such as an event name; null when the bookmark is only an address.</summary>
    public string? Stimulus { get; init; }
    public string? Payload { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class WorkflowBookmarkConfiguration : IEntityTypeConfiguration<WorkflowBookmark>
{
    public void Configure(EntityTypeBuilder<WorkflowBookmark> builder)
    {
        builder.ToTable("WorkflowBookmarks");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).HasMaxLength(64);
        builder.Property(b => b.InstanceId).HasMaxLength(64);
        builder.Property(b => b.StreamId).HasMaxLength(64);
        builder.Property(b => b.Stimulus).HasMaxLength(256);
        builder.HasIndex(b => b.InstanceId);
        builder.HasIndex(b => new { b.Stimulus, b.StreamId }).HasFilter("\"Stimulus\" IS NOT NULL"); // most are only an address
    }
}
