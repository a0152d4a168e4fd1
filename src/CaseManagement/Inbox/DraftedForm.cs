using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What somebody is drawing as the next version of a form: one per form.</summary>
public sealed class DraftedForm
{
    public required string Name { get; init; }
    public required string Json { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
    public required string SavedBy { get; set; }
    /// <summary>Rises with every save; two who draw are told apart by it.</summary>
    public int Revision { get; set; }
}

/// <summary>Who did what to a form and when. Only ever added to.</summary>
public sealed class FormEvent
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    /// <summary><c>saved</c>, <c>published</c>, <c>discarded</c>.</summary>
    public required string Act { get; init; }
    /// <summary>The version that was published; null for a draft.</summary>
    public int? Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
}

internal sealed class DraftedFormConfiguration : IEntityTypeConfiguration<DraftedForm>
{
    public void Configure(EntityTypeBuilder<DraftedForm> builder)
    {
        builder.ToTable("FormDrafts").HasKey(f => f.Name);
        builder.Property(f => f.Revision).IsConcurrencyToken();
    }
}

internal sealed class FormEventConfiguration : IEntityTypeConfiguration<FormEvent>
{
    public void Configure(EntityTypeBuilder<FormEvent> builder)
    {
        builder.ToTable("FormEvents").HasKey(e => e.Id);
        builder.Property(e => e.Act).HasMaxLength(32);
        builder.HasIndex(e => new { e.Name, e.At });
    }
}
