using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>One version of a task form. A new content hash makes a new version; a task keeps the version it was opened with.</summary>
public sealed class FormVersion
{
    public required string Name { get; init; }
    public required int Version { get; init; }
    /// <summary>SHA-256 of the text, lower-case hex.</summary>
    public required string Hash { get; init; }
    /// <summary>The form as its file has it.</summary>
    public required string Json { get; init; }
    /// <summary>When it came: with a file, or by publication.</summary>
    public required DateTimeOffset ImportedAt { get; init; }
    /// <summary>Who published it; null where it came with a file.</summary>
    public string? PublishedBy { get; init; }
}

internal sealed class FormVersionConfiguration : IEntityTypeConfiguration<FormVersion>
{
    public void Configure(EntityTypeBuilder<FormVersion> builder)
    {
        builder.ToTable("FormVersions").HasKey(f => new { f.Name, f.Version });
        builder.HasIndex(f => new { f.Name, f.Hash });
    }
}
