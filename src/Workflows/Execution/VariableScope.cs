using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The variables a step reaches: those of the containers around it, inner ones first.</summary>
internal sealed class VariableScope(StepContext step)
{
    public IEnumerable<VariableDefinition> All() => InReach().Select(found => found.Variable);

    public bool TryGetById(string id, out object? value)
    {
        value = null;
        if (Find(variable => variable.Id == id) is not { } found) return false;
        value = Read(found);
        return true;
    }

    /// <summary>Sets a variable by id; false when none is in reach.</summary>
    public bool TrySetById(string id, object? value)
    {
        if (Find(variable => variable.Id == id) is not { } found) return false;
        Write(found, value);
        return true;
    }

    /// <summary>The value of a variable by name; null when none is in reach.</summary>
    public object? Get(string name) => Find(variable => variable.Name == name) is { } found ? Read(found) : null;

    public void Set(string name, object? value) => Write(Find(variable => variable.Name == name) ?? throw Missing(name), value);

    /// <summary>
    /// What of a container's variables outlives the burst: a variable without a storing driver falls back to its default, and so does one set to nothing.
    /// </summary>
    public static void KeepPersistent(ActivityInstance run, IReadOnlyList<VariableDefinition> declared)
    {
        if (run.Variables is null) return;
        foreach (var (id, value) in run.Variables.ToList())
            if (value is null || declared.FirstOrDefault(variable => variable.Id == id) is not { Persists: true }) run.Variables.Remove(id);
        if (run.Variables.Count == 0) run.Variables = null;
    }

    private static object? Read(Found found) => found.IsDynamic ? Values.FromJson(found.Owner.Run.Dynamic![found.Variable.Name]) : found.Owner.Run.Variables is { } values && values.TryGetValue(found.Variable.Id, out var stored)
        ? found.Variable.Type.Load(stored)
        : found.Variable.Type.Load(found.Variable.Default);

    private static void Write(Found found, object? value)
    {
        if (found.IsDynamic) found.Owner.Run.Dynamic![found.Variable.Name] = Values.ToJson(value);
        else (found.Owner.Run.Variables ??= new(StringComparer.Ordinal))[found.Variable.Id] = value is null ? null : found.Variable.Type.Store(value);
    }

    private Found? Find(Func<VariableDefinition, bool> matches)
    {
        foreach (var found in InReach())
            if (matches(found.Variable)) return found;
        return null;
    }

    private IEnumerable<Found> InReach()
    {
        for (var context = step; context is not null; context = context.Parent)
        {
            foreach (var variable in context.Node.Variables) yield return new Found(context, variable);
            foreach (var name in context.Run.Dynamic?.Keys ?? Enumerable.Empty<string>())
                yield return new Found(context, new VariableDefinition(name, name, DataType.Any, null, Persists: true), IsDynamic: true);
        }
    }

    private static InvalidOperationException Missing(string name) => new($"Expected a variable named '{name}' in scope, but there is none.");

    private sealed record Found(StepContext Owner, VariableDefinition Variable, bool IsDynamic = false);
}
