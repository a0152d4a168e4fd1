using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A stored file. Until a task names it, it is its uploader's; from then on it is part of the case.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }
    public required string FileName { get; init; }
    public required string ContentType { get; init; }
    public required long Size { get; init; }
    /// <summary>Of the content as it was uploaded, lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required string UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public string? CaseNumber { get; set; }
    /// <summary>The task that made it part of the case.</summary>
    public Guid? TaskId { get; set; }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments").HasKey(a => a.Id);
        builder.HasIndex(a => a.CaseNumber);
    }
}
