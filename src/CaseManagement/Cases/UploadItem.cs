using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A message to an upper platform and its fate. Written by the workflow, delivered by the sender, never deleted (AK-5-1b).</summary>
public sealed class UploadItem
{
    /// <summary>Also the idempotency key: however often it is sent, the platform takes it once.</summary>
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>Messages queued by one run of the upload step, one for each target of the pack.</summary>
    public required Guid Round { get; init; }
    /// <summary>Which platform, as the pack's <c>data.upload[].target</c> names it.</summary>
    public required string Target { get; init; }
    /// <summary>JSON as it is sent. Never holds name, phone or id number.</summary>
    public required string Payload { get; init; }
    public required string InstanceId { get; init; }
    public required string BookmarkId { get; init; }
    /// <summary><c>queued</c>, <c>accepted</c>, <c>rejected</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; set; }
    public int Attempts { get; set; }
    public required DateTimeOffset QueuedAt { get; init; }
    /// <summary>By the machine's clock, not the business's: a demo that jumps a week must not use up the retries.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }
    public string? ReceiptId { get; set; }
    public DateTimeOffset? ReceiptAt { get; set; }
    /// <summary>The last failure or the platform's reason, for people to read.</summary>
    public string? Error { get; set; }
}

internal sealed class UploadItemConfiguration : IEntityTypeConfiguration<UploadItem>
{
    public void Configure(EntityTypeBuilder<UploadItem> builder)
    {
        builder.ToTable("UploadItems").HasKey(u => u.Id);
        builder.HasIndex(u => u.CaseNumber);
        builder.HasIndex(u => new { u.Status, u.NextAttemptAt });
    }
}
