using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The link of the event chain: SHA-256 over the fields of an event, one per line, and the hash before it (X-AUD-1).</summary>
public static class EventHash
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lower-case hex. The instant is written as UTC ticks, each text with its length, so that no two events share a form.</summary>
    public static string Of(string caseNumber, long seq, DateTimeOffset at, Signature by, string type, string data, string previousHash)
    {
        var form = new StringBuilder();
        foreach (var part in new[] { previousHash, caseNumber, seq.ToString(CultureInfo.InvariantCulture), at.UtcTicks.ToString(CultureInfo.InvariantCulture), by.Actor, by.Name, by.Role, by.Unit, type, data })
            form.Append(part.Length).Append(':').Append(part).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form.ToString())));
    }
}
