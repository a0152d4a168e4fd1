using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>The JSON of a version: what its author owns, what the server owns, and what two exports of the same definition may differ in.</summary>
public static class DefinitionContent
{
    private static readonly string[] Volatile = ["$schema", "id", "version", "createdAt", "isLatest", "isPublished", "toolVersion", "links", "tenantId", "materializerName", "isMaterializerAvailable"];
    // An answer with null in their place breaks the designer.
    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    /// <summary>The definition as it is now stored: flags and numbers are those of the row.</summary>
    public static JsonObject Of(WorkflowDefinitionVersion row)
    {
        var content = DefinitionReader.Read(row.Json).Json;
        Stamp(content, row);
        return content;
    }

    /// <summary>Stands for what a version says at this moment: another once it was changed.</summary>
    public static string StampOf(WorkflowDefinitionVersion row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Json)))[..32];

    /// <summary>Whether a file says what the row says, but for ids, numbers and flags.</summary>
    /// <exception cref="DefinitionFormatException">It is no definition.</exception>
    public static bool IsSame(WorkflowDefinitionVersion row, JsonObject model) => HashOf(Cleaned(JsonNode.Parse(row.Json)!.AsObject())) == HashOf(Cleaned(model));

    /// <summary>What a designer or a file sent, without what is not its to say.</summary>
    /// <exception cref="DefinitionFormatException">It is no definition.</exception>
    internal static JsonObject Cleaned(JsonObject model)
    {
        var content = DefinitionReader.Read(model.DeepClone().AsObject()).Json;
        foreach (var name in new[] { "$schema", "links", "materializerName", "isMaterializerAvailable" }) content.Remove(name);
        foreach (var name in Lists) content[name] ??= new JsonArray();
        content["customProperties"] ??= new JsonObject();
        content["options"] ??= new JsonObject();
        return content;
    }

    internal static string HashOf(JsonObject content)
    {
        var lasting = content.DeepClone().AsObject();
        foreach (var name in Volatile) lasting.Remove(name);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lasting.ToJsonString())));
    }

    /// <summary>The next version of a family, not published; its JSON is not written yet.</summary>
    internal static WorkflowDefinitionVersion NewVersion(JsonObject content, string definitionId, int number, string actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"), DefinitionId = definitionId, Version = number, Name = NameOf(content, definitionId),
        Json = "", ContentHash = HashOf(content), IsLatest = true, IsPublished = false, CreatedAt = now, CreatedBy = actor,
    };

    internal static string NameOf(JsonObject content, string definitionId) => WorkflowDefinition.Text(content["name"]) is { Length: > 0 } name ? name : definitionId;

    internal static WorkflowDefinitionEvent Event(WorkflowDefinitionVersion version, string act, Cause by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"), DefinitionId = version.DefinitionId, VersionId = version.Id, Version = version.Version, Act = act, At = now, Actor = by.Actor, Reason = by.Reason,
    };

    /// <summary>Writes into the JSON what the row says.</summary>
    internal static void Stamp(JsonObject content, WorkflowDefinitionVersion row)
    {
        content["id"] = row.Id;
        content["definitionId"] = row.DefinitionId;
        content["version"] = row.Version;
        content["createdAt"] = row.CreatedAt.ToString("O");
        content["isLatest"] = row.IsLatest;
        content["isPublished"] = row.IsPublished;
    }
}
