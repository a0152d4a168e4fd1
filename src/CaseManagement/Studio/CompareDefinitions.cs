using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Two versions of a definition beside each other.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="From">The earlier version; null for the published one, or the one before the newest.</param>
/// <param name="To">The later version; null for the newest.</param>
public sealed record CompareDefinitions(string DefinitionId, int? From = null, int? To = null) : IRequest<Result<DefinitionComparison>>;

/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name in the later version.</param>
/// <param name="From">The earlier version.</param>
/// <param name="To">The later version.</param>
/// <param name="Versions">All there are, newest first.</param>
/// <param name="Steps">Every activity of either version; what changed first comes first in the later drawing's order.</param>
/// <param name="Lines">Every connection of either version.</param>
/// <param name="Others">What changed besides activities and connections, in sentences.</param>
public sealed record DefinitionComparison(
    string DefinitionId, string Name, int From, int To, IReadOnlyList<ComparedVersion> Versions, IReadOnlyList<ComparedStep> Steps, IReadOnlyList<ComparedLine> Lines, IReadOnlyList<string> Others)
{
    /// <summary>Nothing but ids and positions differs.</summary>
    public bool Same => Others.Count == 0 && Steps.All(step => step.Change == Change.None) && Lines.All(line => line.Change == Change.None);
}

public sealed record ComparedVersion(int Version, bool IsPublished, DateTimeOffset CreatedAt, string? CreatedBy);

/// <summary>What became of a part of a definition.</summary>
public enum Change { None, Added, Removed, Changed }

/// <param name="Id">The activity.</param>
/// <param name="Text">What it is called in the drawing.</param>
/// <param name="Kind">What sort of activity it is, in Chinese.</param>
/// <param name="Inside">The activity it stands in, where it is not drawn on the canvas itself.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Old">Its place in the earlier drawing.</param>
/// <param name="New">Its place in the later drawing.</param>
/// <param name="Changes">What changed, in sentences.</param>
public sealed record ComparedStep(string Id, string Text, string Kind, string? Inside, Change Change, Box? Old, Box? New, IReadOnlyList<string> Changes);

/// <summary>A place on the canvas.</summary>
public sealed record Box(double X, double Y, double Width, double Height);

/// <param name="Source">The activity it leaves.</param>
/// <param name="From">What that is called.</param>
/// <param name="Port">The outcome it follows, in Chinese.</param>
/// <param name="Target">The activity it enters.</param>
/// <param name="To">What that is called.</param>
/// <param name="Change">What became of it.</param>
public sealed record ComparedLine(string Source, string From, string Port, string Target, string To, Change Change);

internal sealed class CompareDefinitionsHandler(CaseDbContext db, StepWords words, CurrentUser user) : IRequestHandler<CompareDefinitions, Result<DefinitionComparison>>
{
    public async Task<Result<DefinitionComparison>> Handle(CompareDefinitions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var rows = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == request.DefinitionId).OrderByDescending(v => v.Version).ToListAsync(cancellationToken);
        if (rows.Count == 0) return StudioRefusals.DefinitionNotFound;
        var later = request.To is { } to ? rows.Find(v => v.Version == to) : rows[0];
        if (later is null || (request.From is { } from ? rows.Find(v => v.Version == from) : Before(rows, later)) is not { } earlier) return StudioRefusals.DefinitionNotFound;
        var (old, now) = (DefinitionReader.Read(earlier.Json), DefinitionReader.Read(later.Json));
        return new DefinitionComparison(
            request.DefinitionId, later.Name, earlier.Version, later.Version, [.. rows.Select(v => new ComparedVersion(v.Version, v.IsPublished, v.CreatedAt, v.CreatedBy))],
            Steps(old, now), Lines(old, now), [.. StepWords.Around(old, now)]);
    }

    private static WorkflowDefinitionVersion Before(List<WorkflowDefinitionVersion> rows, WorkflowDefinitionVersion later) =>
        rows.Find(v => v.IsPublished && v.Version < later.Version) ?? rows.Find(v => v.Version < later.Version) ?? later;

    private List<ComparedStep> Steps(WorkflowDefinition old, WorkflowDefinition now)
    {
        var (before, after) = (Below(old), Below(now));
        var steps = after.Select(pair => before.TryGetValue(pair.Key, out var known) ? Kept(known, pair.Value) : One(pair.Value, Change.Added, null, BoxOf(pair.Value)))
            .Concat(before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => One(pair.Value, Change.Removed, BoxOf(pair.Value), null)));
        return [.. steps];
    }

    private ComparedStep Kept(ActivityNode old, ActivityNode now)
    {
        List<string> changes = [.. words.Between(old, now)];
        return One(now, changes.Count > 0 ? Change.Changed : Change.None, BoxOf(old), BoxOf(now)) with { Changes = changes };
    }

    private ComparedStep One(ActivityNode node, Change change, Box? old, Box? now) => new(node.Id, words.NameOf(node), words.KindOf(node), InsideOf(node), change, old, now, []);

    private List<ComparedLine> Lines(WorkflowDefinition old, WorkflowDefinition now)
    {
        var (before, after) = (LinesOf(old), LinesOf(now));
        return
        [
            .. after.Select(pair => Line(pair.Value.In, pair.Value.Line, before.ContainsKey(pair.Key) ? Change.None : Change.Added)),
            .. before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => Line(pair.Value.In, pair.Value.Line, Change.Removed)),
        ];
    }

    private ComparedLine Line(ActivityNode flowchart, ConnectionDefinition line, Change change)
    {
        var (source, target) = (flowchart.Children.FirstOrDefault(node => node.Id == line.Source), flowchart.Children.FirstOrDefault(node => node.Id == line.Target));
        return new ComparedLine(line.Source, source is null ? line.Source : words.NameOf(source), words.PortOf(source, line.Port), line.Target, target is null ? line.Target : words.NameOf(target), change);
    }

    private static Dictionary<string, (ActivityNode In, ConnectionDefinition Line)> LinesOf(WorkflowDefinition definition)
    {
        var lines = new Dictionary<string, (ActivityNode, ConnectionDefinition)>(StringComparer.Ordinal);
        foreach (var flowchart in definition.Root.SelfAndDescendants())
            foreach (var line in flowchart.Connections) lines.TryAdd($"{line.Source}\n{line.Port ?? "Done"}\n{line.Target}", (flowchart, line));
        return lines;
    }

    private static Dictionary<string, ActivityNode> Below(WorkflowDefinition definition)
    {
        var nodes = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        // A root that draws its children is the canvas, not a step.
        foreach (var node in definition.Root.SelfAndDescendants().Skip(definition.Root.Children.Count > 0 ? 1 : 0)) nodes.TryAdd(node.Id, node);
        return nodes;
    }

    private string? InsideOf(ActivityNode node) => node.Parent is { Parent.Parent: not null } parent ? words.NameOf(parent) : null;

    // What nobody placed stands in rows.
    private static Box? BoxOf(ActivityNode node)
    {
        if (node.Parent is { Parent.Parent: not null }) return null;
        var designer = node.Json["metadata"]?["designer"];
        var at = node.Parent?.Children.ToList().IndexOf(node) ?? 0;
        var (x, y) = (Number(designer?["position"]?["x"]), Number(designer?["position"]?["y"]));
        var placed = x is not null && y is not null;
        return new Box(placed ? x!.Value : at % 5 * 280, placed ? y!.Value : at / 5 * 140, Math.Max(Number(designer?["size"]?["width"]) ?? 0, 180), Math.Max(Number(designer?["size"]?["height"]) ?? 0, 54));
    }

    private static double? Number(System.Text.Json.Nodes.JsonNode? node) => node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
