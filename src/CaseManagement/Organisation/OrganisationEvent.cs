using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Something an administrator, or whoever runs <c>./hcp</c> on the machine, did to the organisation. Only ever added.</summary>
public sealed class OrganisationEvent
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Account name, or <c>operator</c> for the machine's own console.</summary>
    public required string Actor { get; init; }
    /// <summary>Such as <c>administratorCreated</c>.</summary>
    public required string Act { get; init; }
    /// <summary>The account or unit it was done to.</summary>
    public required string Subject { get; init; }
    /// <summary>Why, where a reason is asked for.</summary>
    public string? Reason { get; init; }
}

internal sealed class OrganisationEventConfiguration : IEntityTypeConfiguration<OrganisationEvent>
{
    public void Configure(EntityTypeBuilder<OrganisationEvent> builder)
    {
        builder.ToTable("OrganisationEvents").HasKey(e => e.Id);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => e.Subject);
    }
}
