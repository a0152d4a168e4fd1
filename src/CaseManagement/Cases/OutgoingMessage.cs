using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A message to a citizen, waiting for its sender: written in the transaction that gives the reason for it. The address is sealed.</summary>
public sealed class OutgoingMessage
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required string UnitPath { get; init; }
    /// <summary>What it is about: <c>ratingReminder</c> …</summary>
    public required string Kind { get; init; }
    public Guid? ServiceId { get; init; }
    public string? CaseNumber { get; init; }
    /// <summary><c>sms</c>, <c>phone</c>, <c>message</c>, <c>push</c>.</summary>
    public required string Channel { get; init; }
    public string? AddressSealed { get; init; }
    public string? AddressMasked { get; init; }
    public required string Text { get; init; }
    /// <summary><c>queued</c>, <c>sent</c>, <c>failed</c>, or <c>noAddress</c> when the person cannot be reached.</summary>
    public required string Status { get; set; }
    /// <summary>When the rules wanted it.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}

internal sealed class OutgoingMessageConfiguration : IEntityTypeConfiguration<OutgoingMessage>
{
    public void Configure(EntityTypeBuilder<OutgoingMessage> builder)
    {
        builder.ToTable("OutgoingMessages").HasKey(m => m.Id);
        builder.HasIndex(m => m.ServiceId);
        builder.HasIndex(m => m.CaseNumber);
        builder.HasIndex(m => new { m.Status, m.QueuedAt });
    }
}
