using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Analysis;

/// <summary>What several cases have in common (共性问题): solved within a day set (GD-19), together with the cases the second of the two zeros (YS-12b).</summary>
public sealed class CommonIssue
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    /// <summary>What it is; never personal data.</summary>
    public required string Title { get; init; }
    /// <summary>Last local day for solving it.</summary>
    public required DateOnly DueOn { get; init; }
    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string Status { get; set; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? SolutionSealed { get; set; }
    /// <summary>Version of the guide that was changed (YS-12c).</summary>
    public string? GuideVersion { get; set; }
    public string? ClosedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>A case that belongs to a common issue.</summary>
public sealed class CommonIssueCase
{
    public required Guid IssueId { get; init; }
    public required string CaseNumber { get; init; }
}

internal sealed class CommonIssueConfiguration : IEntityTypeConfiguration<CommonIssue>
{
    public void Configure(EntityTypeBuilder<CommonIssue> builder)
    {
        builder.ToTable("CommonIssues").HasKey(i => i.Id);
        builder.HasIndex(i => new { i.UnitPath, i.Status });
    }
}

internal sealed class CommonIssueCaseConfiguration : IEntityTypeConfiguration<CommonIssueCase>
{
    public void Configure(EntityTypeBuilder<CommonIssueCase> builder)
    {
        builder.ToTable("CommonIssueCases").HasKey(c => new { c.IssueId, c.CaseNumber });
        builder.HasIndex(c => c.CaseNumber);
    }
}
