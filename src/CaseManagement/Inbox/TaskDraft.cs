using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What somebody has typed into a task's form and not handed in. Theirs alone until they share it with those who may work on the task; it goes with the task.</summary>
public sealed class TaskDraft
{
    public required Guid TaskId { get; init; }
    /// <summary>Account name of whoever began it; it stays theirs when a colleague writes on.</summary>
    public required string Author { get; init; }
    /// <summary>JSON object of the values, sealed: citizens' data may stand in any field.</summary>
    public required string Sealed { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
    /// <summary>Who wrote last.</summary>
    public required string SavedBy { get; set; }
    /// <summary>Since when colleagues may read it and write on; null while it is private.</summary>
    public DateTimeOffset? SharedAt { get; set; }
    public int Revision { get; set; }
}

internal sealed class TaskDraftConfiguration : IEntityTypeConfiguration<TaskDraft>
{
    public void Configure(EntityTypeBuilder<TaskDraft> builder)
    {
        builder.ToTable("TaskDrafts").HasKey(d => new { d.TaskId, d.Author });
        builder.Property(d => d.Author).HasMaxLength(256);
        builder.Property(d => d.SavedBy).HasMaxLength(256);
        builder.Property(d => d.Revision).IsConcurrencyToken();
    }
}
