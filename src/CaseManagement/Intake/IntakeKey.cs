using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What has been received already. A small table of its own, so that the large ones can be partitioned by month and still know a repetition.</summary>
internal sealed class IntakeKey
{
    /// <summary>Under which services are kept; no channel of a pack can be called so.</summary>
    internal const string Services = "#services";

    public required string Region { get; init; }
    public required string Channel { get; init; }
    public required string ExternalId { get; init; }
    /// <summary>The rating or service stored under this key.</summary>
    public required Guid Id { get; init; }
    /// <summary>What was answered the first time; null for services, whose answer may be built from the row.</summary>
    public string? Answer { get; set; }
}

internal sealed class IntakeKeyConfiguration : IEntityTypeConfiguration<IntakeKey>
{
    public void Configure(EntityTypeBuilder<IntakeKey> builder) => builder.ToTable("IntakeKeys").HasKey(k => new { k.Region, k.Channel, k.ExternalId });
}
