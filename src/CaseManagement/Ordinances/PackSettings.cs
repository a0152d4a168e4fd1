using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Values laid over a pack by dotted path, checked as strictly as a pack.</summary>
internal static class PackSettings
{
    /// <summary>The pack with these values, or a refusal that names each wrong setting by its pointer in the request.</summary>
    public static Result<Ordinance> Apply(Ordinance ordinance, IReadOnlyDictionary<string, JsonNode?> settings, PackSchema schema)
    {
        if (settings.Count == 0) return ordinance;
        var pack = (JsonObject)ordinance.Raw.DeepClone();
        var paths = settings.Keys.ToDictionary(key => key, key => PackPath.Split(key, ordinance.Timers.Keys));
        var unknown = paths.Where(p => !Known(p.Value, ordinance, schema) || !Set(pack, p.Value, settings[p.Key])).Select(p => p.Key).ToList();
        if (unknown.Count > 0) return OrdinanceRefusals.UnknownSetting(unknown);
        var errors = schema.Check(pack);
        if (errors.Count == 0) errors = PackReading.Check(pack);
        if (errors.Count == 0) errors = PackReferences.Check(pack);
        return errors.Count == 0 ? Ordinance.Parse(pack) : OrdinanceRefusals.BadSetting([.. errors.Select(e => InRequest(e, paths))]);
    }

    private static bool Known(IReadOnlyList<string> steps, Ordinance ordinance, PackSchema schema) =>
        (steps[0] != "timers" || (steps.Count > 1 && ordinance.Timers.ContainsKey(steps[1]))) && (schema.Names(steps) || Present(ordinance.Raw, steps));

    private static bool Present(JsonNode? node, IReadOnlyList<string> steps)
    {
        foreach (var step in steps)
        {
            if (node is JsonArray items && Item(items, step) is var item and >= 0) node = items[item];
            else if (node is not JsonObject fields || !fields.TryGetPropertyValue(step, out node)) return false;
        }
        return true;
    }

    private static bool Set(JsonNode node, IReadOnlyList<string> steps, JsonNode? value)
    {
        for (var i = 0; ; i++)
        {
            var (step, last) = (steps[i], i == steps.Count - 1);
            switch (node)
            {
                case JsonObject fields:
                    if (last) fields[step] = value?.DeepClone();
                    else fields[step] ??= new JsonObject();
                    if (last) return true;
                    node = fields[step]!;
                    break;
                case JsonArray items when Item(items, step) is var index and >= 0:
                    if (last) items[index] = value?.DeepClone();
                    if (last || items[index] is null) return last;
                    node = items[index]!;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>An item by its place or by its code, such as <c>rating.levels.satisfied.score</c>; -1 without one.</summary>
    private static int Item(JsonArray items, string step)
    {
        if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return index < items.Count ? index : -1;
        return items.ToList().FindIndex(item => item is JsonObject named && named["code"]?.ToString() == step);
    }

    // The caller knows the settings, not the pack: a fault is shown at the setting that caused it.
    private static FieldError InRequest(FieldError error, Dictionary<string, IReadOnlyList<string>> paths)
    {
        foreach (var (key, steps) in paths)
        {
            var (at, pointer) = ($"/settings{PackPath.Pointer(key)}", PackPath.Pointer(steps));
            if (error.Pointer == pointer || error.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal)) return error with { Pointer = at + error.Pointer[pointer.Length..] };
            if (pointer.StartsWith(error.Pointer + "/", StringComparison.Ordinal)) return error with { Pointer = at };
        }
        return error with { Pointer = "/settings", Message = $"{error.Pointer}：{error.Message}" };
    }
}
