using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>A case that several departments handle together (会商; AK-15-4, TJ-20-3).</summary>
public sealed class JointHandling
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>JSON array of unit codes.</summary>
    public required string Units { get; init; }
    public required string ConvenedBy { get; init; }
    public required DateTimeOffset ConvenedAt { get; init; }
    /// <summary><c>open</c>, <c>settled</c> or <c>lapsed</c>.</summary>
    public required string Status { get; set; }
    /// <summary>The joint opinion, which goes up with the result.</summary>
    public string? Opinion { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public required string InstanceId { get; init; }
}

internal sealed class JointHandlingConfiguration : IEntityTypeConfiguration<JointHandling>
{
    public void Configure(EntityTypeBuilder<JointHandling> builder)
    {
        builder.ToTable("JointHandlings").HasKey(j => j.Id);
        builder.HasIndex(j => j.CaseNumber);
        builder.HasIndex(j => j.InstanceId);
    }
}
