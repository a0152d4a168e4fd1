using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Which versions are meant: <c>Latest</c>, <c>Published</c>, <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, <c>Draft</c>, <c>AllVersions</c> or a number.</summary>
internal readonly record struct VersionChoice(string? Text)
{
    public static readonly VersionChoice Latest = new("Latest");
    public static readonly VersionChoice Published = new("Published");

    /// <summary>This choice, or another where none was made.</summary>
    public VersionChoice Or(VersionChoice other) => string.IsNullOrWhiteSpace(Text) ? other : this;

    public IQueryable<WorkflowDefinitionVersion> Of(IQueryable<WorkflowDefinitionVersion> versions) => (Text ?? "").ToUpperInvariant() switch
    {
        "LATEST" => versions.Where(v => v.IsLatest),
        "PUBLISHED" => versions.Where(v => v.IsPublished),
        "LATESTORPUBLISHED" => versions.Where(v => v.IsLatest || v.IsPublished),
        "LATESTANDPUBLISHED" => versions.Where(v => v.IsLatest && v.IsPublished),
        "DRAFT" => versions.Where(v => v.IsLatest && !v.IsPublished),
        var text when int.TryParse(text, out var number) => versions.Where(v => v.Version == number),
        _ => versions,
    };
}
