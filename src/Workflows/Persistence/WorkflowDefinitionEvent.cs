using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Who did what to a definition and when. Only ever added to; it outlives the versions it tells of.</summary>
public sealed class WorkflowDefinitionEvent
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    /// <summary><c>saved</c>, <c>published</c>, <c>retracted</c>, <c>reverted</c> or <c>deleted</c>.</summary>
    public required string Act { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? Reason { get; init; }
}

internal sealed class WorkflowDefinitionEventConfiguration : IEntityTypeConfiguration<WorkflowDefinitionEvent>
{
    public void Configure(EntityTypeBuilder<WorkflowDefinitionEvent> builder)
    {
        builder.ToTable("WorkflowDefinitionEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasMaxLength(64);
        builder.Property(e => e.DefinitionId).HasMaxLength(128);
        builder.Property(e => e.VersionId).HasMaxLength(64);
        builder.Property(e => e.Act).HasMaxLength(32);
        builder.HasIndex(e => new { e.DefinitionId, e.At });
    }
}
