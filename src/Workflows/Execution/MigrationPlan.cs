using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Activities;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>
/// Where everything that is open in an instance goes in another version of its definition, or why it cannot go there. Pure: a dry run asks it, and the
/// migration asks it again. Containers are looked at before what they contain, so a step is searched where its container went.
/// </summary>
internal sealed class MigrationPlan
{
    private readonly ActivityCatalog _catalog;
    private readonly WorkflowDefinition _from;
    private readonly WorkflowDefinition _to;
    private readonly WorkflowState _state;
    private readonly IReadOnlyList<StepMapping> _mappings;
    private readonly Dictionary<string, ActivityNode> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<HeldWork, ActivityNode> _held = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Dictionary<string, JsonNode?>?> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FlowMigration> _flows = new(StringComparer.Ordinal);
    private readonly List<MigratedStep> _steps = [];

    private MigrationPlan(ActivityCatalog catalog, WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, InstanceOperation.Migrate operation) =>
        (_catalog, _from, _to, _state, _mappings) = (catalog, from, to, state, operation.Steps ?? []);

    /// <summary>The steps at which the instance stands: where they are and where they go.</summary>
    public IReadOnlyList<MigratedStep> Steps => _steps;

    /// <summary>What the journal tells of it.</summary>
    public string Note => $"{_from.Version} → {_to.Version}" + string.Concat(_steps.Where(step => step.From.Id != step.To.Id || step.Anew).Select(step => $"; {step.From.Id} → {step.To.Id}{(step.Anew ? " (anew)" : "")}"));

    /// <summary>The plan, or why there is none.</summary>
    public static (MigrationPlan? Plan, OperationRefusal? Refusal) Make(
        ActivityCatalog catalog, WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, InstanceOperation.Migrate operation)
    {
        if (RefuseWhole(from, to, state, operation) is { } refusal) return (null, refusal);
        var plan = new MigrationPlan(catalog, from, to, state, operation);
        refusal = plan.PlaceRuns() ?? plan.PlaceHeld() ?? plan.PlaceVariables() ?? plan.PlaceFlows() ?? plan.CheckSequences();
        return refusal is null ? (plan, null) : (null, refusal);
    }

    /// <summary>Runs that are cancelled before, and begin again after.</summary>
    public IEnumerable<(ActivityInstance Run, ActivityNode To)> Anew() => _steps.Where(step => step is { Anew: true, Run: not null }).Select(step => (step.Run!, step.To));

    /// <summary>Moves the state over. What begins anew has left it already.</summary>
    public void Apply()
    {
        var renamed = _state.Activities.Where(run => run.NodeId != _places[run.Id].NodeId).ToDictionary(run => run.NodeId, run => _places[run.Id], StringComparer.Ordinal);
        foreach (var run in _state.Activities)
        {
            run.NodeId = _places[run.Id].NodeId;
            if (_variables.TryGetValue(run.Id, out var variables)) run.Variables = variables;
            if (_flows.TryGetValue(run.Id, out var flow)) (run.Flow, run.Tokens) = (flow.Counters, flow.Tokens);
        }

        for (var i = 0; i < _state.Bookmarks.Count; i++)
            if (_places.TryGetValue(_state.Bookmarks[i].ActivityInstanceId, out var place))
                _state.Bookmarks[i] = _state.Bookmarks[i] with { ActivityId = place.Id, NodeId = place.NodeId };
        foreach (var (work, place) in _held)
        {
            if (work.NodeId != place.NodeId) renamed[work.NodeId!] = place;
            _state.Held![_state.Held.FindIndex(held => ReferenceEquals(held, work))] = work with { NodeId = place.NodeId };
        }

        for (var i = 0; i < _state.Incidents.Count; i++)
            if (renamed.TryGetValue(_state.Incidents[i].NodeId, out var place)) _state.Incidents[i] = _state.Incidents[i] with { ActivityId = place.Id, NodeId = place.NodeId };
        if (_state.TriggerActivityId is { } trigger) _state.TriggerActivityId = TriggerOf(trigger);
        (_state.DefinitionVersionId, _state.Version) = (_to.Id, _to.Version);
    }

    private static OperationRefusal? RefuseWhole(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, InstanceOperation.Migrate operation)
    {
        if (state.SubStatus is not (SubStatus.Suspended or SubStatus.Faulted)) return new("instanceEnded", "流程已经结束，不能再迁移。");
        if (to.DefinitionId != from.DefinitionId) return new("otherDefinition", "只能迁移到同一流程定义的其他版本。");
        if (state.Version == to.Version) return new("alreadyOnVersion", $"流程已经在第 {to.Version} 版上运行，不必迁移。");
        return operation.From is { } expected && expected != state.Version
            ? new("versionChanged", $"流程现在按第 {state.Version} 版运行，不是第 {expected} 版，没有迁移。")
            : null;
    }

    private OperationRefusal? PlaceRuns()
    {
        foreach (var run in _state.Activities)
        {
            if (_from.FindByNodeId(run.NodeId) is not { } node) return new("activityMissing", $"原版本中没有步骤“{run.NodeId}”，不能迁移。");
            if (run.ParentId is null)
            {
                _places[run.Id] = _to.Workflow;
                continue;
            }

            var mapping = MappingOf(node);
            if (Find(node, _places[run.ParentId], mapping, out var place) is { } refusal) return refusal;
            _places[run.Id] = place!;
            if (RefusePlace(run, node, place!, mapping?.Anew ?? false) is { } misfit) return misfit;
            if (!IsContainer(node) && run.Status is ActivityStatus.Running or ActivityStatus.Faulted)
                _steps.Add(new MigratedStep(run, node, place!, run.Status == ActivityStatus.Running && (mapping?.Anew ?? false)));
        }

        return null;
    }

    private OperationRefusal? PlaceHeld()
    {
        foreach (var work in (_state.Held ?? []).Where(work => work.NodeId is not null))
        {
            if (_from.FindByNodeId(work.NodeId!) is not { } node) return new("activityMissing", $"原版本中没有步骤“{work.NodeId}”，不能迁移。");
            if (Find(node, _places[work.Owner], MappingOf(node), out var place) is { } refusal) return refusal;
            _held[work] = place!;
            _steps.Add(new MigratedStep(null, node, place!, Anew: false));
        }

        return null;
    }

    // The same id where the container went, unless somebody said another; roots need no name.
    private OperationRefusal? Find(ActivityNode node, ActivityNode container, StepMapping? mapping, out ActivityNode? place)
    {
        var wanted = mapping?.To ?? node.Id;
        place = container.Children.FirstOrDefault(child => child.Id == wanted || child.NodeId == wanted);
        if (place is null && mapping?.To is null && container is { Parent: null } or { Linked: not null } && container.Children is [var root] && root.Type == node.Type) place = root;
        if (place is not null) return null;
        var elsewhere = OperationCheck.Node(_to, wanted);
        return mapping?.To is not null
            ? new("mappingUnknown", elsewhere is null ? $"新版本中没有步骤“{wanted}”，请重新指定“{node.Called}”对应的步骤。" : $"“{node.Called}”不能转到“{elsewhere.Called}”：它在新版本的另一个容器中。")
            : elsewhere is null
                ? new("activityMissing", $"正停在步骤“{node.Called}”，新版本中没有这个步骤，请指定对应的步骤。")
                : new("activityMoved", $"正停在步骤“{node.Called}”，它在新版本中移到了另一个容器，请指定对应的步骤。");
    }

    private OperationRefusal? RefusePlace(ActivityInstance run, ActivityNode node, ActivityNode place, bool anew)
    {
        if (IsContainer(node))
            return anew ? new("containerNotRestartable", $"“{node.Called}”中有已经办结的步骤，不能重新开始。")
                : node.Type == place.Type ? null : new("activityTypeDiffers", $"“{node.Called}”在新版本中成了另一种步骤（{place.Type}），其中正在执行的步骤无处可去。");
        if (anew || run.Status != ActivityStatus.Running) return null;
        if (node.Type != place.Type) return new("activityTypeDiffers", $"“{node.Called}”与新版本的“{place.Called}”不是同一种步骤，不能接着等待；请选择在那里重新开始。");
        // What waits was promised these exits: one that leads nowhere now would end the branch without a word.
        var lost = Drawn(node).Except(Drawn(place)).ToList();
        return lost.Count == 0 ? null : new("outcomeLost", $"“{node.Called}”的出口“{string.Join('、', lost)}”在新版本的“{place.Called}”上没有连线；请选择在新版本中重新开始这一步，或先补上连线。");
    }

    private OperationRefusal? PlaceVariables()
    {
        foreach (var run in _state.Activities.Where(run => run.Variables is not null))
        {
            var (before, after) = (_from.FindByNodeId(run.NodeId)!.Variables, _places[run.Id].Variables);
            var moved = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            foreach (var (id, value) in run.Variables!)
            {
                if (Counterpart(before.FirstOrDefault(variable => variable.Id == id), id, after) is not { } target) continue; // declared no more
                if (!OperationCheck.Fits(target.Type, value)) return new("variableDoesNotFit", $"变量“{target.Name}”现在的值不能作为新版本中的类型（{target.Type.Alias}）。");
                moved[target.Id] = value is null ? null : target.Type.Store(value.DeepClone());
            }

            _variables[run.Id] = moved.Count == 0 ? null : moved;
        }

        return null;
    }

    internal static VariableDefinition? Counterpart(VariableDefinition? variable, string id, IReadOnlyList<VariableDefinition> after) =>
        after.FirstOrDefault(candidate => candidate.Id == id) ?? (variable is null ? null : after.FirstOrDefault(candidate => candidate.Name == variable.Name));

    private OperationRefusal? PlaceFlows()
    {
        var trigger = _state.TriggerActivityId;
        foreach (var run in _state.Activities.Where(run => _places[run.Id].Type == "Elsa.Flowchart"))
        {
            var (before, after) = (_from.FindByNodeId(run.NodeId)!, _places[run.Id]);
            var flow = new FlowMigration(FlowGraph.Of(before, trigger), FlowGraph.Of(after, trigger is null ? null : TriggerOf(trigger)), before, after, run, OpenIn(run), node => MappingOf(node)?.To, _state.TokenBased);
            if (flow.Move() is { } refusal) return refusal;
            _flows[run.Id] = flow;
        }

        return null;
    }

    // A sequence goes on behind the open step: nothing that was done may stand there now.
    private OperationRefusal? CheckSequences()
    {
        foreach (var run in _state.Activities.Where(run => _places[run.Id].Type == "Elsa.Sequence"))
            foreach (var (node, place) in OpenIn(run))
            {
                var done = node.Parent!.Children.TakeWhile(child => child != node).Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
                if (place.Parent!.Children.SkipWhile(child => child != place).FirstOrDefault(child => done.Contains(child.Id)) is { } again)
                    return FlowMigration.Again(again);
            }

        return null;
    }

    private List<(ActivityNode From, ActivityNode To)> OpenIn(ActivityInstance container) =>
    [
        .. _state.Activities.Where(run => run.ParentId == container.Id && (run.Status is ActivityStatus.Running or ActivityStatus.Faulted || _state.Held is not null)).Select(run => (_from.FindByNodeId(run.NodeId)!, _places[run.Id])),
        .. _held.Where(held => held.Key.Owner == container.Id).Select(held => (_from.FindByNodeId(held.Key.NodeId!)!, held.Value)),
    ];

    private StepMapping? MappingOf(ActivityNode node) => _mappings.FirstOrDefault(mapping => OperationCheck.Is(node, mapping.From));

    private string? TriggerOf(string trigger) =>
        _mappings.FirstOrDefault(mapping => mapping.From == trigger)?.To is { } to ? OperationCheck.Node(_to, to)?.Id : _to.FindById(trigger)?.Id;

    private bool IsContainer(ActivityNode node) => _catalog.Of(node)?.ClrType.IsAssignableTo(typeof(Container)) ?? false;

    private static IEnumerable<string> Drawn(ActivityNode node) => node.Parent!.Connections.Where(connection => connection.Source == node.Id).Select(connection => connection.Port ?? "Done").Distinct();
}

/// <summary>A step at which an instance stands, and its place in the other version.</summary>
/// <param name="Run">The open run; null for work that a fault cut off.</param>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Anew">It begins again there.</param>
internal sealed record MigratedStep(ActivityInstance? Run, ActivityNode From, ActivityNode To, bool Anew);
