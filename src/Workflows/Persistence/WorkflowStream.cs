using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>The row a writer of a stream locks for the length of one transaction. SQLite, having one writer for all, has no such table.</summary>
internal sealed class WorkflowStream
{
    public required string Id { get; init; }
}

internal sealed class WorkflowStreamConfiguration : IEntityTypeConfiguration<WorkflowStream>
{
    public void Configure(EntityTypeBuilder<WorkflowStream> builder)
    {
        builder.ToTable("WorkflowStreams");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasMaxLength(64);
    }
}
