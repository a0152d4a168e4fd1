using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>
/// One line of the roll-ups: how many ratings of one place, period, unit and key stand where. Every figure is a sum of such lines and of the <see cref="FigureChange"/>s that are not folded in yet.
/// </summary>
public sealed class Figure
{
    public required string Region { get; init; }
    /// <summary>What <see cref="Key"/> names: <c>unit</c> (no key), <c>item</c>, <c>staff</c>, <c>channel</c>, <c>place</c> or <c>window</c>.</summary>
    public required string Dimension { get; init; }
    /// <summary><c>day</c> or <c>month</c>.</summary>
    public required string Grain { get; init; }
    /// <summary>The local day, or the first of the month.</summary>
    public required DateOnly Period { get; init; }
    /// <summary>The unit that answers for it now.</summary>
    public required string Unit { get; init; }
    public required string Key { get; init; }
    /// <summary>What was rated, joined by <c>+</c>: <c>item</c>, <c>item+staff</c>; of a service its kind.</summary>
    public required string Target { get; init; }
    public required string Level { get; init; }
    /// <summary><see cref="FigureStanding"/>.</summary>
    public required string Standing { get; init; }
    /// <summary><see cref="FigureCourse"/>; empty where there is no case.</summary>
    public required string Course { get; init; }
    /// <summary>Version of the rules it was taken in under.</summary>
    public required string Pack { get; init; }
    /// <summary>How many it counts as in the level figures.</summary>
    public required long Ratings { get; set; }
    /// <summary>How many acts of rating, or services, they are.</summary>
    public required long Acts { get; set; }
    /// <summary>What the key is called, where it has a name beside its code.</summary>
    public string? Name { get; set; }
}

/// <summary>A change of the figures, written in the transaction of the rating or the case event it comes from: what no longer stands there is counted negative. The <see cref="FigureFold"/> adds them up.</summary>
public sealed record FigureChange
{
    public required Guid Id { get; init; }
    /// <summary>1 while it is being folded in.</summary>
    public int Taken { get; init; }
    public required string Region { get; init; }
    public required DateOnly Day { get; init; }
    public required DateOnly Month { get; init; }
    public required string Unit { get; init; }
    public required string Item { get; init; }
    public string? ItemName { get; init; }
    public required string Staff { get; init; }
    public required string Channel { get; init; }
    public required string Place { get; init; }
    public required string Window { get; init; }
    public required string Target { get; init; }
    public required string Level { get; init; }
    public required string Standing { get; init; }
    public required string Course { get; init; }
    public required string Pack { get; init; }
    public required long Ratings { get; set; }
    public required long Acts { get; set; }
}

/// <summary>Where a rating or a service stands in the figures.</summary>
public static class FigureStanding
{
    /// <summary>Given by a rater and counted.</summary>
    public const string Adopted = "adopted";
    /// <summary>Made up by the system after the window .</summary>
    public const string Default = "default";
    /// <summary>未评: nobody rated in time.</summary>
    public const string Timeout = "timeout";
    /// <summary>未评: set aside by a decision, where the place gathers it there (TJ-19b).</summary>
    public const string SetAside = "setAside";
    /// <summary>不予采纳: in no figure (X-INV-1).</summary>
    public const string Invalidated = "invalidated";
    /// <summary>What a later rating took the place of.</summary>
    public const string Replaced = "replaced";
    /// <summary>Words of society about no matter (AK-12).</summary>
    public const string Society = "society";
    public const string Quarantined = "quarantined";
    public const string Held = "held";
    /// <summary>A finished service.</summary>
    public const string Service = "service";
    /// <summary>A service on the day its own rating came.</summary>
    public const string RatedService = "ratedService";
}

/// <summary>How far the case of a bad rating has come.</summary>
public static class FigureCourse
{
    public const string Open = "open";
    public const string Rectified = "rectified";
    /// <summary>Rectified, and the rater said so when asked.</summary>
    public const string Satisfied = "satisfied";
    /// <summary>Rectified, and the rater did not think so.</summary>
    public const string Dissatisfied = "dissatisfied";

    public static bool IsRectified(string course) => course is Rectified or Satisfied or Dissatisfied;
}

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.ToTable("Figures").HasKey(f => new { f.Region, f.Dimension, f.Grain, f.Period, f.Unit, f.Key, f.Target, f.Level, f.Standing, f.Course, f.Pack });
    }
}

internal sealed class FigureChangeConfiguration : IEntityTypeConfiguration<FigureChange>
{
    public void Configure(EntityTypeBuilder<FigureChange> builder)
    {
        builder.ToTable("FigureChanges").HasKey(c => c.Id);
        builder.HasIndex(c => new { c.Region, c.Day });
    }
}
