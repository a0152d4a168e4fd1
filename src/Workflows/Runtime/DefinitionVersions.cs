using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>
/// The life of a definition's versions: draft, published, retracted, reverted, deleted. Stages rows in the caller's transaction; an instance
/// keeps the version it started with, so a version that was published, or that an instance runs on, is never overwritten.
/// </summary>
public sealed class DefinitionVersions(WorkflowDbContext db, StoreDialect store, DefinitionCatalog catalog, DefinitionValidator validator, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Stores what a designer or a file sent as the draft of its family, a new family when it names none. Never refused for findings.</summary>
    /// <param name="model">The definition.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="read">Which content it was drawn upon, as <see cref="DefinitionContent.StampOf"/> had it; null when that does not matter.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DefinitionFormatException">It is no definition.</exception>
    /// <exception cref="DefinitionChangedException">Somebody changed it since it was read.</exception>
    public async Task<WorkflowDefinitionVersion> SaveAsync(JsonObject model, Cause by, string? read, CancellationToken cancellationToken)
    {
        var content = DefinitionContent.Cleaned(model);
        var definitionId = WorkflowDefinition.Text(content["definitionId"]) is { Length: > 0 } given ? given : Guid.CreateVersion7().ToString("N")[..16];
        if (definitionId.Length > 128) throw new DefinitionFormatException("流程编号（definitionId）太长，最多 128 个字符。");
        var family = await FamilyAsync(definitionId, cancellationToken);
        var latest = family.Find(v => v.IsLatest);
        // The same again is no conflict: the answer to the first may have been lost on its way.
        if (read is not null && (latest is null || DefinitionContent.StampOf(latest) != read && latest.ContentHash != DefinitionContent.HashOf(content))) throw new DefinitionChangedException(definitionId);
        var draft = family.Find(v => v is { IsLatest: true, IsPublished: false, PublishedAt: null });
        if (draft is null || await HasInstancesAsync(draft.Id, cancellationToken)) return await AddDraftAsync(content, definitionId, family, "saved", by, cancellationToken);
        return await OverwriteAsync(draft, content, by, cancellationToken);
    }

    /// <summary>Publishes a version: it becomes the only published and the latest one, and its triggers take effect.</summary>
    /// <exception cref="DefinitionRefusedException">A check found an error.</exception>
    public async Task<Publication> PublishAsync(WorkflowDefinitionVersion version, Cause by, CancellationToken cancellationToken)
    {
        var family = await FamilyAsync(version.DefinitionId, cancellationToken);
        version = family.Find(v => v.Id == version.Id) ?? version;
        var findings = await FindingsAsync(version, cancellationToken);
        if (version is { IsPublished: true, IsLatest: true }) return new Publication(version, AlreadyPublished: true, findings);

        var errors = findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0) throw new DefinitionRefusedException(version.Name, errors);
        foreach (var other in family) other.IsLatest = other.IsPublished = false;
        (version.IsLatest, version.IsPublished) = (true, true);
        // What was published before is fixed already, also to the workflows it uses.
        var published = version.PublishedAt is null
            ? await catalog.PinAsync(DefinitionReader.Read(version.Json).Json, version, cancellationToken)
            : DefinitionReader.Read(version.Json);
        version.PublishedAt ??= clock.GetUtcNow();
        await services.GetRequiredService<TriggerIndex>().ReplaceAsync(version.DefinitionId, published, cancellationToken);
        Record(version, "published", by);
        return new Publication(version, AlreadyPublished: false, findings);
    }

    /// <summary>Takes the published version back; it stays the latest if it was. Its triggers start nothing any more, its instances run on.</summary>
    public async Task RetractAsync(WorkflowDefinitionVersion version, Cause by, CancellationToken cancellationToken)
    {
        if (!version.IsPublished) return;
        version.IsPublished = false;
        await services.GetRequiredService<TriggerIndex>().ReplaceAsync(version.DefinitionId, null, cancellationToken);
        Record(version, "retracted", by);
    }

    /// <summary>Makes a copy of an earlier version the new draft.</summary>
    public async Task<WorkflowDefinitionVersion> RevertAsync(WorkflowDefinitionVersion earlier, Cause by, CancellationToken cancellationToken) =>
        await AddDraftAsync(DefinitionReader.Read(earlier.Json).Json, earlier.DefinitionId, await FamilyAsync(earlier.DefinitionId, cancellationToken), "reverted", by, cancellationToken);

    /// <summary>Deletes one version for good, with the instances that ran on it and are over. The highest one left becomes the latest.</summary>
    /// <exception cref="InvalidOperationException">An instance still runs on it; ask <see cref="HasRunningInstancesAsync"/> before.</exception>
    public async Task DeleteAsync(WorkflowDefinitionVersion version, Cause by, CancellationToken cancellationToken)
    {
        if (await HasRunningInstancesAsync(version.Id, cancellationToken))
            throw new InvalidOperationException($"Expected no running instance of version {version.Version} of '{version.DefinitionId}', but there is one.");
        await services.GetRequiredService<InstanceRemoval>().RemoveAsync(await db.Instances.Where(i => i.DefinitionVersionId == version.Id).Select(i => i.Id).ToListAsync(cancellationToken), cancellationToken);
        if (version.IsPublished) await services.GetRequiredService<TriggerIndex>().ReplaceAsync(version.DefinitionId, null, cancellationToken);
        db.DefinitionVersions.Remove(version);
        Record(version, "deleted", by);
        var left = (await FamilyAsync(version.DefinitionId, cancellationToken)).Where(v => v.Id != version.Id && db.Entry(v).State != EntityState.Deleted).ToList();
        if (version.IsLatest && left.Count > 0) left[^1].IsLatest = true;
    }

    /// <summary>Whether an instance that is not over runs on the version.</summary>
    public Task<bool> HasRunningInstancesAsync(string versionId, CancellationToken cancellationToken) =>
        db.Instances.AnyAsync(i => i.DefinitionVersionId == versionId && i.Status == "Running", cancellationToken);

    /// <summary>Everything the checks find in a version, with the workflows it uses in their places.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(WorkflowDefinitionVersion version, CancellationToken cancellationToken)
    {
        var definition = DefinitionReader.Read(version.Json);
        await catalog.LinkAsync(definition, cancellationToken);
        return [.. validator.Validate(definition), .. await MissingWorkflowsAsync(definition, cancellationToken)];
    }

    // Whichever activity has another workflow executed: it may be published later, so this is no error.
    private async Task<List<Finding>> MissingWorkflowsAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var activities = services.GetRequiredService<Execution.ActivityCatalog>();
        var named = from node in definition.Activities()
                    from input in activities.Of(node)?.Inputs ?? []
                    where input.UIHint == "workflow-definition-picker"
                    let id = node.LiteralOf(input.JsonName)
                    where id is not null && id != definition.DefinitionId
                    select (Node: node, Id: id);
        var found = new List<Finding>();
        foreach (var (node, id) in named)
            if (!await db.DefinitionVersions.AnyAsync(v => v.DefinitionId == id && v.IsPublished, cancellationToken))
                found.Add(new Finding(node.Id, $"活动{DefinitionValidator.Label(node)}要执行的流程“{id}”不存在或没有发布，走到这里流程会出错。", FindingSeverity.Warning));
        return found;
    }

    private Task<bool> HasInstancesAsync(string versionId, CancellationToken cancellationToken) =>
        db.Instances.AnyAsync(i => i.DefinitionVersionId == versionId, cancellationToken);

    private async Task<List<WorkflowDefinitionVersion>> FamilyAsync(string definitionId, CancellationToken cancellationToken)
    {
        await store.HoldAsync(db, $"definition {definitionId}", cancellationToken); // one change of a family at a time
        return await db.DefinitionVersions.Where(v => v.DefinitionId == definitionId).OrderBy(v => v.Version).ToListAsync(cancellationToken);
    }

    private async Task<WorkflowDefinitionVersion> AddDraftAsync(
        JsonObject content, string definitionId, List<WorkflowDefinitionVersion> family, string act, Cause by, CancellationToken cancellationToken)
    {
        foreach (var other in family) other.IsLatest = false;
        var draft = DefinitionContent.NewVersion(content, definitionId, family.Count == 0 ? 1 : family[^1].Version + 1, by.Actor, clock.GetUtcNow());
        Write(draft, content);
        await db.DefinitionVersions.AddAsync(draft, cancellationToken);
        Record(draft, act, by);
        return draft;
    }

    private async Task<WorkflowDefinitionVersion> OverwriteAsync(WorkflowDefinitionVersion draft, JsonObject content, Cause by, CancellationToken cancellationToken)
    {
        (draft.Name, draft.ContentHash) = (DefinitionContent.NameOf(content, draft.DefinitionId), DefinitionContent.HashOf(content));
        Write(draft, content);
        // A designer saves every half second: one line for as long as the same person works on it.
        var last = await db.DefinitionEvents.Where(e => e.VersionId == draft.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is not { Act: "saved" } || last.Actor != by.Actor) Record(draft, "saved", by);
        return draft;
    }

    private static void Write(WorkflowDefinitionVersion version, JsonObject content)
    {
        DefinitionContent.Stamp(content, version);
        version.Json = DefinitionWriter.Write(DefinitionReader.Read(content));
    }

    private void Record(WorkflowDefinitionVersion version, string act, Cause by) => db.DefinitionEvents.Add(DefinitionContent.Event(version, act, by, clock.GetUtcNow()));
}

/// <summary>What publishing did.</summary>
/// <param name="Version">The version that is published now.</param>
/// <param name="AlreadyPublished">It was published before; nothing changed.</param>
/// <param name="Findings">What the checks found; warnings only, or the publication would have been refused.</param>
public sealed record Publication(WorkflowDefinitionVersion Version, bool AlreadyPublished, IReadOnlyList<Finding> Findings);
