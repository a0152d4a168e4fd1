using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Makes published versions of packs.</summary>
internal static class PackVersions
{
    /// <summary>A version of this content, not yet stored.</summary>
    public static PackVersion Made(CheckedPack pack, string? clauses, IEnumerable<PackVersion> present, string by, DateTimeOffset at)
    {
        var (json, meta) = (DefinitionFiles.Canonical(pack.Merged), Ordinance.Parse(pack.Merged).Meta);
        return new PackVersion
        {
            Code = meta.Id, Version = meta.Version, Number = present.Where(p => p.Code == meta.Id).Select(p => p.Number).DefaultIfEmpty(0).Max() + 1,
            Title = meta.Title, LegalStatus = meta.LegalStatus, Json = json, Own = pack.HasParent ? DefinitionFiles.Canonical(pack.Own) : null, Clauses = clauses,
            ContentHash = DefinitionFiles.HashOf($"{json}\n{clauses}"), PublishedAt = at, PublishedBy = by,
        };
    }

    /// <summary>The version after this one: 1.0.0 is followed by 1.1.0.</summary>
    public static string After(string version, IReadOnlyCollection<string> taken)
    {
        var numbers = version.Split('.');
        for (var step = 1; ; step++)
        {
            var next = numbers.Length > 1 && int.TryParse(numbers[1], out var minor)
                ? string.Join('.', [numbers[0], $"{minor + step}", .. numbers[2..].Select(_ => "0")])
                : $"{version}.{step}";
            if (!taken.Contains(next)) return next;
        }
    }

    /// <summary>Writes the first day of a version into its pack; a document may name none itself.</summary>
    public static JsonObject Dated(JsonObject pack, string version, DateOnly from)
    {
        var dated = (JsonObject)pack.DeepClone();
        (dated["meta"]!["version"], dated["meta"]!["effectiveFrom"]) = (version, $"{from:yyyy-MM-dd}");
        return dated;
    }
}
