using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>The stored versions of workflow definitions: published ones never change and are parsed once.</summary>
public sealed class DefinitionCatalog(
    WorkflowDbContext db, StoreDialect store, DefinitionCache cache, ActivityCatalog activities, IEnumerable<IDefinitionCheck> checks,
    IServiceProvider services, TimeProvider clock) : IPublishedWorkflows
{
    /// <summary>
    /// Stores the definition as the next published version when its content is new. It commits by itself: never call it while holding a
    /// <see cref="StoreTransaction"/>. Returns the published version, the present one when nothing changed.
    /// </summary>
    /// <exception cref="DefinitionFormatException">The text is no definition.</exception>
    /// <exception cref="DefinitionRefusedException">A check found an error; nothing was stored.</exception>
    public async Task<WorkflowDefinitionVersion> ImportAsync(string json, Cause by, CancellationToken cancellationToken)
    {
        var definition = DefinitionReader.Read(json);
        var content = definition.Json.DeepClone().AsObject();
        var definitionId = definition.DefinitionId.Length > 0 ? definition.DefinitionId : throw new DefinitionFormatException("流程定义缺少编号（definitionId）。");
        var hash = DefinitionContent.HashOf(content);
        await using var transaction = await store.BeginAsync(db, null, cancellationToken);
        await store.HoldAsync(db, $"definition {definitionId}", cancellationToken); // one next version at a time
        var versions = await db.DefinitionVersions.Where(v => v.DefinitionId == definitionId).OrderBy(v => v.Version).ToListAsync(cancellationToken);
        if (versions.Find(v => v.IsPublished) is { } present && present.ContentHash == hash) return present;

        // Only what would become a version is checked: one that was published stays published when the checks grow stricter.
        var errors = checks.SelectMany(check => check.Check(definition)).Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0) throw new DefinitionRefusedException(definition.Name, errors);

        foreach (var earlier in versions) earlier.IsLatest = earlier.IsPublished = false;
        var version = DefinitionContent.NewVersion(content, definitionId, versions.Count == 0 ? 1 : versions[^1].Version + 1, by.Actor, clock.GetUtcNow());
        (version.IsPublished, version.PublishedAt) = (true, version.CreatedAt);
        db.DefinitionVersions.Add(version);
        db.DefinitionEvents.Add(DefinitionContent.Event(version, "published", by, version.CreatedAt));
        var published = await PinAsync(content, version, cancellationToken);
        await services.GetRequiredService<TriggerIndex>().ReplaceAsync(definitionId, published, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return version;
    }

    /// <summary>The same, but content that was published before, and replaced or taken back since, stays so.</summary>
    public async Task ImportNewAsync(string json, Cause by, CancellationToken cancellationToken)
    {
        var definition = DefinitionReader.Read(json);
        var hash = DefinitionContent.HashOf(definition.Json);
        if (!await db.DefinitionVersions.AnyAsync(v => v.DefinitionId == definition.DefinitionId && v.ContentHash == hash && v.PublishedAt != null, cancellationToken))
            await ImportAsync(json, by, cancellationToken);
    }

    /// <summary>The published version of a family, or null when there is none.</summary>
    public async Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versionId = await EngineQueries.Of(db).PublishedVersionId(db, definitionId);
        return versionId is null ? null : await ByVersionIdAsync(versionId, cancellationToken);
    }

    /// <summary>The version an instance runs on.</summary>
    public async Task<WorkflowDefinition> ByVersionIdAsync(string versionId, CancellationToken cancellationToken)
    {
        if (cache.Find(versionId) is { } known) return known;
        var row = await db.DefinitionVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected definition version '{versionId}' to exist, but it does not.");
        var definition = DefinitionReader.Read(row.Json);
        await LinkAsync(definition, cancellationToken);
        if (row.PublishedAt is not null) cache.Keep(versionId, definition);
        return definition;
    }

    async ValueTask<WorkflowDefinition?> IPublishedWorkflows.FindAsync(string definitionId, CancellationToken cancellationToken) =>
        await PublishedAsync(definitionId, cancellationToken);

    /// <summary>Puts the workflows that the definition uses as activities in their places.</summary>
    internal async Task LinkAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        await NameAsync(definition, cancellationToken);
        await WorkflowLinks.LinkAsync(definition, activities, async link => await LinkedVersionAsync(link, cancellationToken) is { } versionId ? await UnlinkedAsync(versionId, cancellationToken) : null);
    }

    /// <summary>A published version never changes, nor do the workflows it uses as activities: each is fixed to the version that is meant now.</summary>
    internal async Task<WorkflowDefinition> PinAsync(JsonObject content, WorkflowDefinitionVersion version, CancellationToken cancellationToken)
    {
        DefinitionContent.Stamp(content, version);
        var definition = DefinitionReader.Read(content);
        await NameAsync(definition, cancellationToken);
        foreach (var link in WorkflowLinks.Of(definition, activities))
            if (await LinkedVersionAsync(link, cancellationToken) is { } versionId) link.Pin(versionId);
        version.Json = DefinitionWriter.Write(definition);
        return definition;
    }

    // Elsa knows a workflow that is used as an activity by its type alone, which is the workflow's name.
    private async Task NameAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var nameless = WorkflowLinks.Nameless(definition, activities).ToLookup(node => node.Type, StringComparer.Ordinal);
        if (nameless.Count == 0) return;
        var types = nameless.Select(same => same.Key).ToList();
        var published = await db.DefinitionVersions.AsNoTracking().Where(v => v.IsPublished && types.Contains(v.Name)).OrderBy(v => v.DefinitionId).ToListAsync(cancellationToken);
        foreach (var used in published.Where(v => DefinitionReader.Read(v.Json).UsableAsActivity).DistinctBy(v => v.Name))
            foreach (var node in nameless[used.Name]) WorkflowLinks.Name(node, used.DefinitionId);
    }

    // The chosen version, where it came from elsewhere the one of its number, else the published one.
    private async Task<string?> LinkedVersionAsync(WorkflowLink link, CancellationToken cancellationToken)
    {
        var family = await db.DefinitionVersions.Where(v => v.DefinitionId == link.DefinitionId)
            .Select(v => new { v.Id, v.Version, v.IsPublished }).ToListAsync(cancellationToken);
        if (link.VersionId is not { } chosen) return family.Find(v => v.IsPublished)?.Id;
        return (family.Find(v => v.Id == chosen) ?? family.Find(v => v.Version == link.Node.TypeVersion) ?? family.Find(v => v.IsPublished))?.Id;
    }

    private async Task<WorkflowDefinition> UnlinkedAsync(string versionId, CancellationToken cancellationToken) =>
        DefinitionReader.Read(await db.DefinitionVersions.Where(v => v.Id == versionId).Select(v => v.Json).SingleAsync(cancellationToken));
}

/// <summary>Parsed definitions of this process; a version that was ever published never changes, so nothing here can be stale.</summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _byVersionId = new(StringComparer.Ordinal);

    internal WorkflowDefinition? Find(string versionId) => _byVersionId.GetValueOrDefault(versionId);
    internal void Keep(string versionId, WorkflowDefinition definition) => _byVersionId.TryAdd(versionId, definition);
}

/// <summary>A definition that may not be published, with every error that was found.</summary>
public sealed class DefinitionRefusedException(string name, IReadOnlyList<Finding> errors)
    : Exception($"流程“{name}”不能发布：{string.Concat(errors.Select(error => error.Message))}")
{
    public IReadOnlyList<Finding> Errors { get; } = errors;
}
