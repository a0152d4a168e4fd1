using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>
/// The visits of a flowchart, retold for another drawing of it. What was passed stays passed; a branch that has arrived at a join has arrived there still;
/// a connection along which nobody can come any more counts as a dead branch, so that no join waits for it.
/// </summary>
/// <param name="was">The drawing so far.</param>
/// <param name="becomes">The other drawing.</param>
/// <param name="before">The flowchart so far.</param>
/// <param name="after">The flowchart in the other version.</param>
/// <param name="run">The run of the flowchart.</param>
/// <param name="open">Its open steps, and where they go.</param>
/// <param name="mapped">What somebody said about a step.</param>
/// <param name="tokenBased">Whether tokens tell where it stands, instead of counts.</param>
internal sealed class FlowMigration(
    FlowGraph was, FlowGraph becomes, ActivityNode before, ActivityNode after, ActivityInstance run, IReadOnlyList<(ActivityNode From, ActivityNode To)> open, Func<ActivityNode, string?> mapped, bool tokenBased)
{
    private readonly FlowCounters _old = run.Flow ?? new FlowCounters();
    private readonly Dictionary<string, string> _image = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), int> _kept = [];
    private readonly List<Arrival> _homeless = [];
    private readonly HashSet<string> _ahead = was.Ahead([.. open.Select(step => step.From.Id)]);
    private HashSet<string> _openThen = [];
    private HashSet<string> _aheadThen = [];

    /// <summary>The visits by the other drawing.</summary>
    public FlowCounters? Counters { get; private set; }
    /// <summary>The tokens by the other drawing, in token mode.</summary>
    public List<FlowToken>? Tokens { get; private set; }

    /// <summary>Why it cannot be retold; null when it was.</summary>
    public OperationRefusal? Move()
    {
        MakeImages();
        _openThen = [.. open.Select(step => step.To.Id)];
        _aheadThen = becomes.Ahead(_openThen);
        return CheckOpen() ?? (tokenBased ? MoveTokens() : MoveVisits());
    }

    /// <summary>Something that was done would be done again.</summary>
    public static OperationRefusal Again(ActivityNode node) => new("finishedWouldRunAgain", $"步骤“{node.Called}”已经办过或正在办理，按新版本的画法会再办一次，不能迁移。");

    private void MakeImages()
    {
        var now = after.Children.ToDictionary(child => child.Id, StringComparer.Ordinal);
        foreach (var child in before.Children.Where(child => now.ContainsKey(child.Id))) _image[child.Id] = child.Id;
        // A step that took the place of another inherits its visits; one that was there before keeps its own.
        foreach (var child in before.Children.Where(child => !now.ContainsKey(child.Id)))
            if (mapped(child) is { } to && after.Children.FirstOrDefault(candidate => OperationCheck.Is(candidate, to)) is { } place && !_image.ContainsValue(place.Id)) _image[child.Id] = place.Id;
    }

    private OperationRefusal? CheckOpen()
    {
        foreach (var (from, to) in open)
        {
            if (!becomes.IsReachable(to.Id) && was.IsReachable(from.Id)) return new("activityUnreachable", $"新版本中没有连线通到步骤“{to.Called}”，不能停在那里。");
            if (open.Any(other => other.From.Id != from.Id && other.To == to)) return new("activityMappedTwice", $"有两个正在等待的步骤都对应到“{to.Called}”，请分别指定。");
            if (from.Id != to.Id && before.Children.FirstOrDefault(child => child.Id == to.Id) is { } present && WasRun(present)) return new("activityFinished", $"步骤“{to.Called}”已经办过，不能再对应到它。");
            if (_aheadThen.Contains(to.Id) && !_ahead.Contains(from.Id)) return Again(to);
        }

        return before.Children.FirstOrDefault(child => _image.TryGetValue(child.Id, out var image) && _aheadThen.Contains(image) && !_ahead.Contains(child.Id) && WasRun(child)) is { } again ? Again(again) : null;
    }

    private bool WasRun(ActivityNode node) => tokenBased
        ? run.Tokens is { } tokens && tokens.Exists(token => token.From == node.Id && !token.Blocked) // what its tokens led to has none left
        : _old.Visits(node.Id) > 0 && (node.Id == was.Start?.Id || was.Inbound(node.Id).Any(connection => _old.LastFollowed(connection.Key)));

    private OperationRefusal? MoveVisits()
    {
        Counters = new FlowCounters();
        foreach (var (id, image) in _image)
            if (_old.Visits(id) is > 0 and var visits) Counters.Activities[image] = visits;
        if (KeepConnections() is { } refusal) return refusal;
        foreach (var target in after.Children)
            foreach (var connection in becomes.Inbound(target.Id)) Retell(target, connection);
        return _homeless.Find(arrival => !arrival.Found) is { } lost ? Lost(lost) : null;
    }

    // What is drawn in both keeps its count. A branch that has arrived where others are still waited for needs a place.
    private OperationRefusal? KeepConnections()
    {
        foreach (var connection in before.Connections)
        {
            var count = _old.Connections.GetValueOrDefault(connection.Key);
            var waits = was.IsForward(connection) && count > _old.Visits(connection.Target) && open.All(step => step.From.Id != connection.Target);
            if (ImageOf(connection) is { } image)
            {
                _kept[image] = count;
                if (waits && RefuseJoin(connection) is { } refusal) return refusal;
            }
            else if (waits) _homeless.Add(ArrivalOf(connection));
        }

        return null;
    }

    private OperationRefusal? RefuseJoin(ConnectionDefinition connection)
    {
        var (join, image) = (was.Node(connection.Target), becomes.Node(_image[connection.Target]));
        if (join.Type != image.Type || join.Type == "Elsa.FlowJoin" && !JsonNode.DeepEquals(join.Json["mode"], image.Json["mode"]))
            return new("joinModeChanged", $"已有分支到达“{join.Called}”，新版本改变了它的汇合方式，不能迁移。");
        return !_ahead.Contains(join.Id) || _aheadThen.Contains(image.Id) ? null : new("joinStarved", $"已有分支到达“{join.Called}”，新版本中没有别的分支再到那里，不能迁移。");
    }

    private void Retell(ActivityNode target, ConnectionDefinition connection)
    {
        var visits = Counters!.Visits(target.Id);
        var forward = becomes.IsForward(connection);
        var known = _kept.TryGetValue(KeyOf(connection), out var count);
        var isAhead = forward && (_aheadThen.Contains(target.Id) || _openThen.Contains(target.Id));
        if (!isAhead || Math.Abs(count) > visits || Comes(connection.Source) || known && !Came(connection.Source)) count = known || !forward ? count : visits;
        else
        {
            var round = becomes.ForwardInbound(target.Id).Select(inbound => Math.Abs(_kept.GetValueOrDefault(KeyOf(inbound)))).Append(visits + 1).Max();
            count = !known && (TakeIn(connection) | NeedsAll(target)) ? round : -round;
        }

        if (count != 0) Counters.Connections[connection.Key] = count;
    }

    private bool Comes(string source) => _openThen.Contains(source) || _aheadThen.Contains(source);

    // A branch that was drawn after the instance had passed its beginning: a strict join would never run because of it.
    private static bool NeedsAll(ActivityNode target) => target.Type == "Elsa.FlowJoin" && target.LiteralOf("mode") == nameof(JoinMode.WaitAll);

    private bool Came(string source) => _image.Any(pair => pair.Value == source && (_ahead.Contains(pair.Key) || open.Any(step => step.From.Id == pair.Key)));

    private bool TakeIn(ConnectionDefinition connection)
    {
        var taken = _homeless.Where(arrival => TakesPlaceOf(connection, arrival)).ToList();
        taken.ForEach(arrival => arrival.Found = true);
        return taken.Count > 0;
    }

    // The connection that stands where the branch came along: from the same exit, or from behind its step.
    private bool TakesPlaceOf(ConnectionDefinition connection, Arrival arrival)
    {
        if (_image.TryGetValue(arrival.To.Id, out var target) && target != connection.Target) return false;
        if (!_image.TryGetValue(arrival.From.Id, out var source)) return true;
        return source == connection.Source ? arrival.Port == (connection.Port ?? "Done") : becomes.AncestorsOf(connection.Source).Contains(source);
    }

    private OperationRefusal? MoveTokens()
    {
        Tokens = [];
        foreach (var token in run.Tokens ?? [])
        {
            if (before.Connections.FirstOrDefault(connection => connection.Key == token.Connection) is not { } connection) continue;
            if (ImageOf(connection) is { } key && after.Connections.First(candidate => KeyOf(candidate) == key) is var image) Tokens.Add(new FlowToken(image.Key, image.Source, image.Target, token.Blocked));
            else if (token.Blocked) continue; // kept a late branch out of where it cannot come any more
            else if (open.FirstOrDefault(step => step.From.Id == token.To) is { From: not null } step) Tokens.Add(new FlowToken(token.Connection, _image.GetValueOrDefault(token.From, token.From), step.To.Id));
            else if (PlaceOf(ArrivalOf(connection)) is { } place) Tokens.Add(new FlowToken(place.Key, place.Source, place.Target));
            else return Lost(ArrivalOf(connection));
        }

        foreach (var late in after.Connections.Where(candidate => IsNewAndPassed(candidate) && becomes.Node(candidate.Target) is { Type: "Elsa.FlowJoin" } join && join.LiteralOf("mode") is not (null or nameof(JoinMode.WaitAny))))
            if (!Tokens.Exists(token => token.Connection == late.Key)) Tokens.Add(new FlowToken(late.Key, late.Source, late.Target));
        return null;
    }

    private ConnectionDefinition? PlaceOf(Arrival arrival) => after.Connections.FirstOrDefault(candidate => IsNewAndPassed(candidate) && TakesPlaceOf(candidate, arrival));

    private bool IsNewAndPassed(ConnectionDefinition candidate) =>
        becomes.IsForward(candidate) && _aheadThen.Contains(candidate.Target) && !Comes(candidate.Source) && before.Connections.All(known => ImageOf(known) != KeyOf(candidate));

    private (string, string, string)? ImageOf(ConnectionDefinition connection) =>
        _image.TryGetValue(connection.Source, out var source) && _image.TryGetValue(connection.Target, out var target)
            && (source, connection.Port ?? "Done", target) is var key && after.Connections.Any(candidate => KeyOf(candidate) == key) ? key : null;

    private static (string, string, string) KeyOf(ConnectionDefinition connection) => (connection.Source, connection.Port ?? "Done", connection.Target);

    private Arrival ArrivalOf(ConnectionDefinition connection) => new(was.Node(connection.Source), was.Node(connection.Target), connection.Port ?? "Done");

    private static OperationRefusal Lost(Arrival arrival) =>
        new("joinArrivalLost", $"步骤“{arrival.From.Called}”已经到达“{arrival.To.Called}”，在等其他分支；新版本中没有与它对应的连线，不能迁移。");

    /// <summary>A branch that has come to where it waits for others, along a connection that is drawn no more.</summary>
    private sealed record Arrival(ActivityNode From, ActivityNode To, string Port)
    {
        public bool Found { get; set; }
    }
}
