using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What shall be moved: the instances of one version to another, and what was said about their steps and clocks.</summary>
/// <param name="Definition">The definition's family id.</param>
/// <param name="From">Number of the version they stand on.</param>
/// <param name="To">Number of the version they shall go to.</param>
/// <param name="Steps">Where steps go that the new version lacks, and waits that begin anew; everything else goes by its id and keeps its due.</param>
/// <param name="Clocks">Timers of the pack that count anew from the migration; all others keep their due.</param>
/// <param name="Instances">These only; left out, all that run on the version.</param>
public sealed record MigrationOrder(string Definition, int From, int To, IReadOnlyList<StepMapping>? Steps = null, IReadOnlyList<string>? Clocks = null, IReadOnlyList<string>? Instances = null)
{
    internal InstanceOperation.Migrate Operation => new(To, From, Steps, Clocks);

    /// <summary>The same in Elsa's words.</summary>
    internal JsonObject Alteration => new()
    {
        ["type"] = Alterations.Migrate, ["targetVersion"] = To, ["fromVersion"] = From,
        ["steps"] = new JsonArray([.. (Steps ?? []).Select(step => new JsonObject { ["from"] = step.From, ["to"] = step.To, ["anew"] = step.Anew })]),
        ["clocks"] = ElsaHttp.Texts(Clocks ?? []),
    };
}

/// <summary>Finds what an order means.</summary>
internal sealed class MigrationScope(CaseDbContext db, InstanceAccess access)
{
    /// <summary>More at once would be neither read before nor looked at after.</summary>
    private const int Most = 10_000;

    internal static readonly Refusal SameVersion = Refusal.Rule("migrationSameVersion", "请选择两个不同的版本。", new FieldError("/to", "与原版本相同。"));
    private static readonly Refusal TooMany = Refusal.Rule("migrationTooMany", $"一次最多迁移 {Most} 个流程实例，请分批选择。", new FieldError("/instances", $"最多 {Most} 个。"));

    /// <summary>The ids of both versions.</summary>
    public async Task<Result<(string From, string To)>> VersionsAsync(MigrationOrder order, CancellationToken cancellationToken)
    {
        if (order.From == order.To) return SameVersion;
        if (order.Instances?.Count > Most) return TooMany;
        var versions = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == order.Definition && (v.Version == order.From || v.Version == order.To))
            .Select(v => new { v.Id, v.Version, v.PublishedAt }).ToListAsync(cancellationToken);
        if (versions.Find(v => v.Version == order.From) is not { } from) return StudioRefusals.DefinitionNotFound;
        return versions.Find(v => v.Version == order.To && v.PublishedAt is not null) is { } to ? (from.Id, to.Id) : Refusal.Rule("versionUnknown", $"没有已发布过的第 {order.To} 版，不能迁移到它。", new FieldError("/to", "须为发布过的版本。"));
    }

    /// <summary>What runs on the version now, or was ended there by a fault that can be mended.</summary>
    public async Task<Result<List<WorkflowInstance>>> InstancesAsync(MigrationOrder order, string fromVersionId, CancellationToken cancellationToken)
    {
        var all = access.Visible().Where(i => i.DefinitionVersionId == fromVersionId && (i.Status == "Running" || i.SubStatus == "Faulted"));
        if (order.Instances is not { } named)
        {
            var found = await all.OrderBy(i => i.Id).Take(Most + 1).ToListAsync(cancellationToken);
            return found.Count > Most ? TooMany : found;
        }

        var chosen = new List<WorkflowInstance>();
        foreach (var some in named.Distinct().Chunk(500)) chosen.AddRange(await access.Visible().Where(i => i.DefinitionId == order.Definition && some.Contains(i.Id)).ToListAsync(cancellationToken));
        return chosen;
    }
}
