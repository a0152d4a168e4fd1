using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A pack as its place wrote it, merged with its parent, and everything that is wrong with it.</summary>
/// <param name="Own">What the place wrote.</param>
/// <param name="Merged">What holds; the same where there is no parent.</param>
/// <param name="Errors">Faults by JSON pointer; none means it may be published.</param>
public sealed record CheckedPack(JsonObject Own, JsonObject Merged, IReadOnlyList<FieldError> Errors)
{
    public bool HasParent => !ReferenceEquals(Own, Merged);
}

/// <summary>Everything a pack is checked for before it is published: schema, parent and locks, names that lead nowhere, values that contradict each other (X-PACK-1, X-PACK-3).</summary>
public sealed class PackCheck(PackSchema schema, Func<string, JsonObject?> parentOf, Func<string, bool> knowsIndicators)
{
    /// <summary>Checks a pack in its place's own words.</summary>
    public CheckedPack Check(JsonObject own)
    {
        if (PackInheritance.ParentOf(own) is not { } code) return new(own, own, Faults(own));
        if (parentOf(code) is not { } parent || code == (own["meta"] as JsonObject)?["id"]?.ToString())
            return new(own, own, [new FieldError("/meta/parentPack", $"没有名为“{code}”的上级规则包，请先发布上级规则包。")]);
        var merged = PackInheritance.Merge(parent, own);
        var errors = PackInheritance.Contradictions(parent, merged).ToList();
        errors.AddRange(Faults(merged).Where(e => !errors.Any(known => e.Pointer == known.Pointer || e.Pointer.StartsWith(known.Pointer + "/", StringComparison.Ordinal))));
        return new(own, merged, errors);
    }

    private IReadOnlyList<FieldError> Faults(JsonObject pack)
    {
        var errors = schema.Check(pack);
        // What has not even the right shape cannot be read further.
        if (errors.Count == 0) errors = PackReading.Check(pack);
        if (errors.Count > 0) return errors;
        errors = [.. PackReferences.Check(pack), .. PackCoherence.Check(pack, knowsIndicators)];
        // A path through a name that leads nowhere is told of at that name.
        return [.. errors, .. PackRoutes.Check(pack).Where(e => !errors.Any(known => known.Pointer.StartsWith(e.Pointer + "/", StringComparison.Ordinal)))];
    }
}
