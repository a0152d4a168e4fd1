using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>What this browser keeps of a form: the bridge over a line that is cut (js/drafts.js).</summary>
/// <param name="At">When it was last typed into, by the browser's clock.</param>
/// <param name="Values">What was typed.</param>
/// <param name="Seen">What the server had when this browser last heard of it; null where it never did.</param>
/// <param name="Author">Whose shared draft it is; null for one's own.</param>
public sealed record BrowserDraft(DateTimeOffset? At, JsonObject Values, JsonObject? Seen, string? Author)
{
    /// <summary>Null when nothing was kept, or by an older version, or altered by hand.</summary>
    public static BrowserDraft? Read(string? kept)
    {
        if (string.IsNullOrEmpty(kept)) return null;
        try
        {
            return JsonNode.Parse(kept) is JsonObject draft && draft["values"] is JsonObject values
                ? new BrowserDraft(draft["at"]?.GetValue<DateTimeOffset>(), values, draft["seen"] as JsonObject, draft["author"]?.GetValue<string>())
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
