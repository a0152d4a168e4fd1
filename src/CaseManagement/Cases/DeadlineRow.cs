using System.Text.Json;
using HaoChaPing.CaseManagement.Ordinances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A running or stopped deadline of a case or task: the result and all its inputs, so that it can be recomputed and explained at any time (architecture §4).</summary>
public sealed class DeadlineRow
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    /// <summary>Null for the citizen's clock (the case), else the task whose clock it is.</summary>
    public Guid? TaskId { get; init; }
    /// <summary>The rule version it is computed by, the case's own (X-CLK-8).</summary>
    public required string PackCode { get; init; }
    public required string PackVersion { get; init; }
    /// <summary>Timer id of the pack, such as <c>case.general</c>.</summary>
    public required string Timer { get; set; }
    public required DateTimeOffset AnchorAt { get; set; }
    /// <summary>JSON array of <c>{reason, from, to}</c>.</summary>
    public string Suspensions { get; set; } = "[]";
    /// <summary>JSON <c>{amount, unit}</c> or null.</summary>
    public string? Extension { get; set; }
    public DateTimeOffset? ExtensionGrantedAt { get; set; }
    /// <summary>The last day somebody named, with a reason in the history.</summary>
    public DateOnly? NamedDay { get; set; }
    /// <summary>Why the clock stands still, while it does; since when is <see cref="StoppedAt"/>.</summary>
    public string? SuspendedFor { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public DateOnly? LastDay { get; set; }
    public bool Provisional { get; set; }
    /// <summary><c>running</c>, <c>suspended</c>, <c>met</c>, <c>cancelled</c>.</summary>
    public required string Status { get; set; }
    public DateTimeOffset? WarnedAt { get; set; }
    public DateTimeOffset? OverdueAt { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }
    /// <summary>Timer commands of an earlier computation carry an older number and do nothing.</summary>
    public int Revision { get; set; }

    /// <summary>What the due date is computed from.</summary>
    public DeadlineInput ToInput() => new(
        Timer, AnchorAt, JsonSerializer.Deserialize<List<Suspension>>(Suspensions, EventHash.Json) ?? [],
        Extension is { } extension ? JsonSerializer.Deserialize<Duration>(extension, EventHash.Json) : null, ExtensionGrantedAt, NamedDay);
}

internal sealed class DeadlineRowConfiguration : IEntityTypeConfiguration<DeadlineRow>
{
    public void Configure(EntityTypeBuilder<DeadlineRow> builder)
    {
        builder.ToTable("Deadlines").HasKey(d => d.Id);
        builder.HasIndex(d => d.CaseNumber);
    }
}
