using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>How many cases stand at each step of a version now, how long half of them have been there, and how many of them are overdue.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version; left out, the published one.</param>
/// <param name="Region">Cases of this place only.</param>
/// <param name="From">Cases opened on this local day or later.</param>
/// <param name="To">Cases opened on this local day or earlier.</param>
public sealed record GetHeatMap(string DefinitionId, int? Version = null, string? Region = null, DateOnly? From = null, DateOnly? To = null) : IRequest<Result<HeatMap>>;

/// <summary>A version as it is drawn, with what stands where.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version shown.</param>
/// <param name="Versions">Versions on which something runs, and the published one, the newest first.</param>
/// <param name="Cases">Cases that stand somewhere in it; a case may stand at several steps at once.</param>
/// <param name="Overdue">Those of them that are overdue.</param>
/// <param name="Steps">Every step of its outermost flowchart, and those inside others where cases stand.</param>
/// <param name="Lines">Its connections.</param>
/// <param name="Places">The places by which it can be narrowed.</param>
public sealed record HeatMap(
    string DefinitionId, string Name, int Version, IReadOnlyList<RunningVersion> Versions, int Cases, int Overdue, IReadOnlyList<HeatStep> Steps, IReadOnlyList<HeatLine> Lines, IReadOnlyList<HeatPlace> Places);

/// <summary>A place of the system.</summary>
public sealed record HeatPlace(string Code, string Name);

/// <summary>A version and how many instances run on it.</summary>
public sealed record RunningVersion(int Version, bool IsPublished, int Running);

/// <summary>A step and who stands there.</summary>
/// <param name="NodeId">Its place in the definition.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Inside">The container around it, where that is not the outermost.</param>
/// <param name="Place">Where it is drawn; null inside a container.</param>
/// <param name="Count">Cases that stand there.</param>
/// <param name="Overdue">Those of them that are overdue.</param>
/// <param name="MedianSeconds">How long half of them have been there at least; null where nobody is.</param>
/// <param name="Listens">It only listens for an event beside the work, such as the outcome of an appeal; nobody works there.</param>
public sealed record HeatStep(string NodeId, string Id, string Name, string? Inside, Box? Place, int Count, int Overdue, long? MedianSeconds, bool Listens)
{
    /// <summary>The share that is overdue, from 0 to 1.</summary>
    public double OverdueShare => Count == 0 ? 0 : (double)Overdue / Count;
}

/// <summary>A connection between two drawn steps.</summary>
public sealed record HeatLine(string From, string To, string? Port);

internal sealed class GetHeatMapHandler(CaseDbContext db, StandingCases standing, CurrentUser user, TimeProvider clock) : IRequestHandler<GetHeatMap, Result<HeatMap>>
{
    public async Task<Result<HeatMap>> Handle(GetHeatMap request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (await standing.VersionAsync(request.DefinitionId, request.Version, cancellationToken) is not { } version) return StudioRefusals.DefinitionNotFound;
        var found = standing.Of(version.Id, request.Region, request.From, request.To);
        var (here, now) = (await StandingAsync(found, cancellationToken), clock.GetUtcNow());
        var definition = DefinitionReader.Read(version.Json);
        var steps = definition.Activities().Where(node => node.Parent == definition.Root || here.ContainsKey(node.NodeId))
            .Select(node => (Node: node, Here: here.GetValueOrDefault(node.NodeId)))
            .Select(step => new HeatStep(
                step.Node.NodeId, step.Node.Id, step.Node.Called, step.Node.Parent == definition.Root ? null : step.Node.Parent!.Called, Place(step.Node, definition.Root),
                step.Here?.Cases.Count ?? 0, step.Here?.Overdue.Count ?? 0, step.Here is { } at ? (long)(now - at.Median()).TotalSeconds : null, step.Node.Type == "Elsa.Event")).ToList();
        return new HeatMap(
            request.DefinitionId, version.Name, version.Version, await standing.VersionsAsync(request.DefinitionId, cancellationToken), All(at => at.Cases), All(at => at.Overdue), steps,
            [.. definition.Root.Connections.Select(connection => new HeatLine(connection.Source, connection.Target, connection.Port))],
            await db.Regions.AsNoTracking().OrderBy(r => r.Code).Select(r => new HeatPlace(r.Code, r.Name)).ToListAsync(cancellationToken));

        int All(Func<StandingAt, HashSet<string>> those) => here.Values.SelectMany(those).Distinct(StringComparer.Ordinal).Count();
    }

    // Read once, and counted here: no database gives the median of groups by itself, and counting there would go through the same rows three times.
    private static async Task<Dictionary<string, StandingAt>> StandingAsync(IQueryable<StandingCase> found, CancellationToken cancellationToken)
    {
        var steps = new Dictionary<string, StandingAt>(StringComparer.Ordinal);
        await foreach (var at in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!steps.TryGetValue(at.NodeId, out var step)) steps[at.NodeId] = step = new StandingAt();
            step.Cases.Add(at.Number);
            if (at.IsOverdue) step.Overdue.Add(at.Number);
            step.Since.Add(at.Since);
        }

        return steps;
    }

    private static Box? Place(ActivityNode node, ActivityNode root)
    {
        if (node.Json["metadata"]?["designer"] is not System.Text.Json.Nodes.JsonObject designer || node.Parent != root) return null;
        return Number(designer["position"]?["x"]) is { } x && Number(designer["position"]?["y"]) is { } y
            ? new Box(x, y, Number(designer["size"]?["width"]) ?? 180, Number(designer["size"]?["height"]) ?? 54)
            : null;
    }

    private static double? Number(System.Text.Json.Nodes.JsonNode? node) => node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>Who stands at a step.</summary>
    private sealed class StandingAt
    {
        public HashSet<string> Cases { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Overdue { get; } = new(StringComparer.Ordinal);
        public List<DateTimeOffset> Since { get; } = [];

        public DateTimeOffset Median()
        {
            Since.Sort();
            return Since[Since.Count / 2];
        }
    }
}
