using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A bad-rating case (差评工单): opened by a rating or a complaint, run by a workflow instance, closed by the upper platform's receipt.</summary>
public sealed class Case
{
    /// <summary>Region, local day, running number: <c>AK20250303000001</c>. Also the id of its stream.</summary>
    public required string Number { get; init; }
    public required string Region { get; init; }
    /// <summary>The bad rating it opened on; null when a complaint opened it (YS-13a).</summary>
    public Guid? RatingId { get; init; }
    /// <summary>What the list shows: the item's name.</summary>
    public required string Subject { get; init; }
    /// <summary>The first line of the citizen's words or reasons, for lists. Never personal data.</summary>
    public required string Quote { get; init; }
    /// <summary>Level of the rating, or <c>complaint</c>.</summary>
    public required string Level { get; init; }
    /// <summary><c>service</c> or <c>platform</c>: who handles is responsible, who builds is responsible (AK-15-0a, AK-15-0b).</summary>
    public required string Cause { get; init; }
    public required string UnitCode { get; set; }
    public required string UnitPath { get; set; }
    /// <summary>Class code of the pack once verified (<c>simple</c>, <c>general</c>, <c>complex</c>).</summary>
    public string? Class { get; set; }
    /// <summary><c>open</c>, <c>closed</c> or <c>notAdopted</c>.</summary>
    public required string Status { get; set; }
    /// <summary>The closed-loop step it stands in: <c>dispatch</c>, <c>verify</c>, <c>rectify</c>, <c>reply</c>, <c>upload</c>.</summary>
    public required string Step { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>When the work order reached the handling unit, the anchor <c>unitReceived</c> (X-CLK-1).</summary>
    public DateTimeOffset? UnitReceivedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>The rule version it opened under and keeps (X-CLK-8).</summary>
    public required string PackCode { get; init; }
    public required string PackVersion { get; init; }
    /// <summary>The workflow that runs the case now; a re-handling is a run of its own.</summary>
    public required string InstanceId { get; set; }
    public required string DefinitionId { get; init; }
    public int? DefinitionVersion { get; set; }
    /// <summary>The case clock, copied from its deadline for lists.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? OverdueAt { get; set; }
    /// <summary>An extension has been asked for and not been decided; the clock runs meanwhile (X-CLK-3).</summary>
    public bool ExtensionPending { get; set; }
    /// <summary>A supervisor has accepted the reason why it is late (AK-16-1).</summary>
    public bool OverdueAccepted { get; set; }
    /// <summary>How often the case was sent back after a follow-up (AK-15-5b).</summary>
    public int Rehandlings { get; set; }
    /// <summary>Head of the event chain.</summary>
    public long LastSeq { get; set; }
    public string LastHash { get; set; } = "";
}

/// <summary>One of the five official steps, shown the same way whatever the definition.</summary>
public sealed class CaseStep
{
    public required string CaseNumber { get; init; }
    /// <summary><c>dispatch</c>, <c>verify</c>, <c>rectify</c>, <c>reply</c> or <c>upload</c>.</summary>
    public required string Step { get; init; }
    /// <summary><c>waiting</c>, <c>current</c> or <c>done</c>.</summary>
    public required string State { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    /// <summary>Number of its event in the history: what shows the order of the steps (AK-15-2).</summary>
    public long? DoneSeq { get; set; }
    public string? Actor { get; set; }
    public string? ActorName { get; set; }

    public static readonly IReadOnlyList<string> InOrder = ["dispatch", "verify", "rectify", "reply", "upload"];
}

/// <summary>One entry of a case's history: append-only, hash-chained (X-AUD-1). Never holds personal data.</summary>
public sealed class CaseEvent
{
    public required string CaseNumber { get; init; }
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string ActorName { get; init; }
    public required string Role { get; init; }
    public required string Unit { get; init; }
    public required string Type { get; init; }
    /// <summary>JSON object.</summary>
    public required string Data { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases").HasKey(c => c.Number);
        builder.HasIndex(c => c.RatingId).IsUnique();
        builder.HasIndex(c => c.InstanceId).IsUnique();
        builder.HasIndex(c => new { c.UnitPath, c.Status, c.DueAt });
        builder.HasIndex(c => new { c.Region, c.Status, c.OpenedAt });
    }
}

internal sealed class CaseStepConfiguration : IEntityTypeConfiguration<CaseStep>
{
    public void Configure(EntityTypeBuilder<CaseStep> builder) => builder.ToTable("CaseSteps").HasKey(s => new { s.CaseNumber, s.Step });
}

internal sealed class CaseEventConfiguration : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> builder) => builder.ToTable("CaseEvents").HasKey(e => new { e.CaseNumber, e.Seq });
}
