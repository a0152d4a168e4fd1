using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A list of the inbox under a name of somebody's own. What it finds depends on who opens it: sharing a filter shares no task.</summary>
public sealed class SavedFilter
{
    public required Guid Id { get; init; }
    /// <summary>Account name of whoever saved it, who alone changes it.</summary>
    public required string Owner { get; init; }
    public required string Name { get; set; }
    /// <summary>Path of the unit whose people, and those of the units below, see it too; null while it is private.</summary>
    public string? SharedUnder { get; set; }
    public required string View { get; set; }
    public string? Kind { get; set; }
    public string? Class { get; set; }
    public string? DueGroup { get; set; }
    /// <summary>The words looked for.</summary>
    public string? Words { get; set; }
    public string? Sort { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
    public int Revision { get; set; }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("SavedFilters").HasKey(f => f.Id);
        builder.Property(f => f.Owner).HasMaxLength(256);
        builder.Property(f => f.Name).HasMaxLength(FilterLimits.LongestName);
        builder.Property(f => f.SharedUnder).HasMaxLength(400);
        builder.Property(f => f.Words).HasMaxLength(FilterLimits.LongestWords);
        builder.Property(f => f.Revision).IsConcurrencyToken();
        builder.HasIndex(f => new { f.Owner, f.Name }).IsUnique();
        builder.HasIndex(f => f.SharedUnder);
    }
}

/// <summary>How long what somebody types for a filter may be.</summary>
public static class FilterLimits
{
    public const int LongestName = 20;
    public const int LongestWords = 200;
}
