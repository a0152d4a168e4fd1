using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A file of services or ratings that is taken in beside the daily work. How far it is stands here, in the commit of each batch: a stop in the middle loses and doubles nothing.</summary>
public sealed class Import
{
    public required Guid Id { get; init; }
    /// <summary><c>services</c> or <c>ratings</c>.</summary>
    public required string Kind { get; init; }
    /// <summary><c>csv</c> or <c>ndjson</c>.</summary>
    public required string Format { get; init; }
    /// <summary><c>utf-8</c> or <c>gbk</c>.</summary>
    public required string Encoding { get; init; }
    public required string FileName { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    /// <summary>Every line is judged and nothing is kept.</summary>
    public required bool DryRun { get; init; }
    /// <summary>What its starter may import for; who keeps this subtree sees it.</summary>
    public required string UnitPath { get; init; }
    public required Guid StartedById { get; init; }
    public required string StartedBy { get; init; }
    public required string StartedByName { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary><c>queued</c>, <c>running</c>, <c>finished</c>, or <c>stopped</c> with a remark.</summary>
    public required string Status { get; set; }
    /// <summary>Lines to take in.</summary>
    public required int Total { get; init; }
    /// <summary>Lines taken in, known or refused so far.</summary>
    public int Done { get; set; }
    public int Accepted { get; set; }
    /// <summary>Lines that had been received before, and changed nothing.</summary>
    public int Known { get; set; }
    public int Rejected { get; set; }
    /// <summary>Cases its bad ratings opened.</summary>
    public int Cases { get; set; }
    public string? Remark { get; set; }
}

/// <summary>A line that was refused, as it stood in the file. It may name people: sealed.</summary>
public sealed class ImportReject
{
    public required Guid ImportId { get; init; }
    public required int Line { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
    public required string TextSealed { get; init; }
}

internal sealed class ImportConfiguration : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("Imports").HasKey(i => i.Id);
        builder.HasIndex(i => i.Status);
        builder.HasIndex(i => i.StartedAt);
    }
}

internal sealed class ImportRejectConfiguration : IEntityTypeConfiguration<ImportReject>
{
    public void Configure(EntityTypeBuilder<ImportReject> builder) => builder.ToTable("ImportRejects").HasKey(r => new { r.ImportId, r.Line });
}

/// <summary>The words an import is described in.</summary>
internal static class ImportTerms
{
    public const string Services = "services";
    public const string Ratings = "ratings";
    public const string Csv = "csv";
    public const string Ndjson = "ndjson";
    public const string Utf8 = "utf-8";
    public const string Gbk = "gbk";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Finished = "finished";
    public const string Stopped = "stopped";
}
