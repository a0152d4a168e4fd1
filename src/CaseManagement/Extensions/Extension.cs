using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>A request for more time (延期申请): asked in writing, signed off by the unit's leader, decided by the approval department (AK-15-1c).</summary>
public sealed class Extension
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>Asked for; JSON <c>{amount, unit}</c> of the pack's own unit.</summary>
    public required int Amount { get; init; }
    public required string Unit { get; init; }
    public int? GrantedAmount { get; set; }
    /// <summary>Why, in the handler's words; may name people, so it is sealed.</summary>
    public required string ReasonSealed { get; init; }
    public Guid? StampedFile { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public string? SignedBy { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    /// <summary>One of <see cref="ExtensionStatus"/>.</summary>
    public required string Status { get; set; }
    public required string InstanceId { get; init; }
}

/// <summary>How a request for more time stands.</summary>
internal static class ExtensionStatus
{
    public const string Pending = "pending";
    public const string Granted = "granted";
    public const string Refused = "refused";
    /// <summary>The case ended before anybody decided.</summary>
    public const string Lapsed = "lapsed";
}

internal sealed class ExtensionConfiguration : IEntityTypeConfiguration<Extension>
{
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("Extensions").HasKey(e => e.Id);
        builder.HasIndex(e => e.CaseNumber);
        builder.HasIndex(e => e.InstanceId);
    }
}
