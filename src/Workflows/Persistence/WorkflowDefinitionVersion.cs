using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>One version of a workflow definition. A published version never changes; instances stay on the one they started with.</summary>
public sealed class WorkflowDefinitionVersion
{
    public required string Id { get; init; }
    /// <summary>The family id, the same for all versions, such as <c>closed-loop</c>.</summary>
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; set; }
    /// <summary>The definition in Elsa's own JSON, with its designer positions.</summary>
    public required string Json { get; set; }
    /// <summary>SHA-256 of the JSON without what differs between two exports of the same definition.</summary>
    public required string ContentHash { get; set; }
    public required bool IsLatest { get; set; }
    public required bool IsPublished { get; set; }
    /// <summary>When it was published first; a version that ever was never changes again, retracted or not.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
}

internal sealed class WorkflowDefinitionVersionConfiguration : IEntityTypeConfiguration<WorkflowDefinitionVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowDefinitionVersion> builder)
    {
        builder.ToTable("WorkflowDefinitionVersions");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).HasMaxLength(64);
        builder.Property(v => v.DefinitionId).HasMaxLength(128);
        builder.Property(v => v.ContentHash).HasMaxLength(64);
        builder.HasIndex(v => new { v.DefinitionId, v.Version }).IsUnique();
    }
}
