using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Somebody is away from one local day to another, and a colleague stands in. Never removed: ended before its time it says by whom and when.</summary>
public sealed class Absence
{
    public required Guid Id { get; init; }
    public required string UserName { get; init; }
    /// <summary>Account name of the colleague who stands in.</summary>
    public required string Substitute { get; init; }
    public required DateOnly FromOn { get; init; }
    /// <summary>The last day, which counts.</summary>
    public required DateOnly UntilOn { get; init; }
    public required string EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public string? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("Absences").HasKey(a => a.Id);
        builder.Property(a => a.UserName).HasMaxLength(256);
        builder.Property(a => a.Substitute).HasMaxLength(256);
        builder.HasIndex(a => new { a.Substitute, a.UntilOn });
        builder.HasIndex(a => new { a.UserName, a.UntilOn });
    }
}

internal static class Absences
{
    /// <summary>Those in force on a local day: resolved whenever somebody acts, never stored with a task.</summary>
    public static IQueryable<Absence> On(this IQueryable<Absence> absences, DateOnly day) => absences.Where(a => a.EndedAt == null && a.FromOn <= day && a.UntilOn >= day);

    /// <summary>Those that share a day with this time and have not been ended.</summary>
    public static IQueryable<Absence> Within(this IQueryable<Absence> absences, DateOnly from, DateOnly until) => absences.Where(a => a.EndedAt == null && a.FromOn <= until && a.UntilOn >= from);
}
