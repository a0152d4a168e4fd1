using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>What one burst did: its cause and the steps it ran, in one row (a row per step would be most of the database).</summary>
public sealed class WorkflowJournalEntry
{
    public required string InstanceId { get; init; }
    /// <summary>Order within the instance, without gaps.</summary>
    public required int Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The kind of the command that caused the burst.</summary>
    public required string Cause { get; init; }
    public required string Actor { get; init; }
    public string? Reason { get; init; }
    /// <summary>The steps in order, a JSON array.</summary>
    public required string Steps { get; init; }
    /// <summary>Lines the burst wrote, or why a command ran nothing.</summary>
    public string? Text { get; init; }
}

internal sealed class WorkflowJournalEntryConfiguration : IEntityTypeConfiguration<WorkflowJournalEntry>
{
    public void Configure(EntityTypeBuilder<WorkflowJournalEntry> builder)
    {
        builder.ToTable("WorkflowJournal");
        builder.HasKey(e => new { e.InstanceId, e.Sequence });
        builder.Property(e => e.InstanceId).HasMaxLength(64);
        builder.Property(e => e.Cause).HasMaxLength(64);
    }
}
