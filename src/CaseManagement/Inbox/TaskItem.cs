using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A piece of work in somebody's inbox, opened by a <c>HumanTask</c> of a running case.</summary>
public sealed class TaskItem
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string InstanceId { get; init; }
    /// <summary>The node of the definition that opened it.</summary>
    public required string ActivityNodeId { get; set; }
    public required string BookmarkId { get; set; }
    /// <summary><c>dispatch</c>, <c>verify</c>, <c>rectify</c>, <c>reply</c>, <c>upload</c> … (api.md).</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Form { get; init; }
    public required int FormVersion { get; init; }
    /// <summary>The template of the form that its text begins with; null where it begins empty.</summary>
    public string? Template { get; init; }
    /// <summary>Pack role of the candidates.</summary>
    public required string Role { get; init; }
    /// <summary>Whose work it is; another unit's after a reassignment.</summary>
    public required string UnitCode { get; set; }
    public required string UnitPath { get; set; }
    public string? Assignee { get; set; }
    /// <summary>Who gave it to the assignee to be done in their stead, and may take it back; null when the assignee works for nobody else.</summary>
    public string? DelegatedBy { get; set; }
    /// <summary><c>open</c>, <c>completed</c>, <c>cancelled</c>.</summary>
    public required string Status { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The tighter of the case clock and this task's own clock, copied for lists.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateOnly? LastDay { get; set; }
    public DateTimeOffset? OverdueAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? CompletedBy { get; set; }
    /// <summary>In whose stead it was completed; null when in the completer's own.</summary>
    public string? ActedFor { get; set; }
    public string? Outcome { get; set; }
    /// <summary>JSON object of the submitted fields.</summary>
    public string? Fields { get; set; }
    public int Revision { get; set; }
}

internal sealed class TaskItemConfiguration : IEntityTypeConfiguration<TaskItem>
{
    public void Configure(EntityTypeBuilder<TaskItem> builder)
    {
        builder.ToTable("Tasks").HasKey(t => t.Id);
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.HasIndex(t => t.CaseNumber);
        builder.HasIndex(t => new { t.Status, t.Assignee, t.DueAt });
        builder.HasIndex(t => new { t.Status, t.UnitPath, t.DueAt });
        builder.HasIndex(t => t.DelegatedBy);
        // The orders of the inbox: a page is read from where the one before ended.
        builder.HasIndex(t => new { t.Status, t.DueAt, t.CreatedAt, t.CaseNumber, t.Id });
        builder.HasIndex(t => new { t.Status, t.CreatedAt, t.CaseNumber, t.Id });
    }
}
