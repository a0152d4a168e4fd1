using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Where open cases wait in their workflows now. What waits is few beside what ever ran, so it is asked from the bookmarks.</summary>
internal sealed class StandingCases(CaseDbContext db, CurrentUser user)
{
    /// <summary>The version by its number, or the published one, or the newest.</summary>
    public async Task<WorkflowDefinitionVersion?> VersionAsync(string definitionId, int? version, CancellationToken cancellationToken) =>
        await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == definitionId && (version == null || v.Version == version))
            .OrderByDescending(v => v.IsPublished).ThenByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The published version, and those on which something runs.</summary>
    public async Task<IReadOnlyList<RunningVersion>> VersionsAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == definitionId).OrderByDescending(v => v.Version).Select(v => new { v.Id, v.Version, v.IsPublished }).ToListAsync(cancellationToken);
        // Asked from what waits: far more has ended on a version than runs on it.
        var running = await db.Bookmarks.Select(b => new { b.InstanceId, Version = db.Instances.Where(i => i.Id == b.InstanceId && i.DefinitionId == definitionId).Select(i => i.DefinitionVersionId).FirstOrDefault() })
            .Where(b => b.Version != null).GroupBy(b => b.Version!).Select(same => new { same.Key, Count = same.Select(b => b.InstanceId).Distinct().Count() }).ToDictionaryAsync(same => same.Key, same => same.Count, cancellationToken);
        return [.. versions.Where(v => v.IsPublished || running.ContainsKey(v.Id)).Select(v => new RunningVersion(v.Version, v.IsPublished, running.GetValueOrDefault(v.Id)))];
    }

    /// <summary>Waits of cases the user may know of: whoever keeps the definitions or audits sees all of them counted, others those of their units.</summary>
    public IQueryable<StandingCase> Of(string versionId, string? region, DateOnly? from, DateOnly? to)
    {
        var cases = user.May(Acts.WorkflowEdit, "/") || user.May(Acts.Audit, "/") ? db.Cases : db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath));
        if (region is { Length: > 0 }) cases = cases.Where(c => c.Region == region && c.Status == "open");
        if (from is not null || to is not null)
        {
            var (first, behind) = (ChinaTime.StartOf(from is { } day && day > ChinaTime.FirstDay ? day : ChinaTime.FirstDay), ChinaTime.StartOf(to is { } last && last < ChinaTime.LastDay ? last.AddDays(1) : ChinaTime.LastDay));
            cases = cases.Where(c => c.OpenedAt >= first && c.OpenedAt < behind);
        }

        return db.Bookmarks.Where(b => db.Instances.Any(i => i.Id == b.InstanceId && i.DefinitionVersionId == versionId))
            .Join(cases, b => b.StreamId, c => c.Number, (b, c) => new StandingCase { Number = c.Number, NodeId = b.ActivityNodeId, Since = b.CreatedAt, IsOverdue = c.OverdueAt != null });
    }
}

/// <summary>A case at a step.</summary>
internal sealed record StandingCase
{
    public required string Number { get; init; }
    public required string NodeId { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required bool IsOverdue { get; init; }
}
