using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What somebody filled in, as it is stored, read and told: personal fields never lie open.</summary>
public sealed class TaskFields(PersonalData personalData)
{
    /// <summary>The fields as they are stored: personal ones sealed.</summary>
    public string Sealed(IReadOnlyList<FormField> form, JsonObject fields) =>
        Changed(fields, Personal(form), (_, value) => new JsonObject { ["sealed"] = personalData.Seal(value.ToJsonString(EventHash.Json)) }).ToJsonString(EventHash.Json);

    /// <summary>The stored fields as their readers see them.</summary>
    public JsonObject Opened(IReadOnlyList<FormField> form, string stored) =>
        Changed(JsonNode.Parse(stored)!.AsObject(), Personal(form), (_, value) => JsonNode.Parse(personalData.Open(value["sealed"]!.GetValue<string>())!));

    /// <summary>The fields as history and workflow may keep them: of a personal field only a keyed hash, enough to prove that it was not altered.</summary>
    public JsonObject Public(IReadOnlyList<FormField> form, JsonObject fields) =>
        Changed(fields, Personal(form), (name, value) => new JsonObject { ["hash"] = personalData.Hash(name, value.ToJsonString(EventHash.Json)) });

    private static HashSet<string> Personal(IReadOnlyList<FormField> form) => [.. form.Where(f => f.Personal).Select(f => f.Name)];

    private static JsonObject Changed(JsonObject fields, HashSet<string> names, Func<string, JsonNode, JsonNode?> change) =>
        new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value is { } value && names.Contains(f.Key) ? change(f.Key, value) : f.Value?.DeepClone())));
}
