using System.Net;
using System.Text;
using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>What came of one sending.</summary>
internal abstract record SendingResult
{
    internal sealed record Accepted(string ReceiptId) : SendingResult;
    /// <summary>The platform read the message and will not have it: sending it again would change nothing.</summary>
    internal sealed record Rejected(string Reason) : SendingResult;
    /// <summary>Nobody knows whether it arrived; it is sent again under the same key.</summary>
    internal sealed record Failed(string Error) : SendingResult;
}

/// <summary>Speaks HTTP to the upper platform.</summary>
internal sealed class UpperPlatformClient(IHttpClientFactory clients, UploadSettings settings)
{
    internal const string ClientName = "upper-platform";
    private const int LongestReason = 500;

    internal async Task<SendingResult> SendAsync(UploadItem item, CancellationToken cancellationToken)
    {
        if (settings.Address is null) return new SendingResult.Failed("尚未设置上级平台地址（HCP_UPLOAD_URL）。");
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address);
        request.Headers.Add("Idempotency-Key", item.Id.ToString());
        request.Content = new StringContent(item.Payload, Encoding.UTF8, "application/json");
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellationToken);
            return Judge(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return new SendingResult.Failed("连不上上级平台。");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendingResult.Failed("上级平台没有按时应答。");
        }
    }

    private static SendingResult Judge(HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted when FirstText(body, "receiptId") is { } receipt => new SendingResult.Accepted(receipt),
        HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
            new SendingResult.Rejected(FirstText(body, "reason", "title", "message") ?? $"上级平台退回，未说明原因（HTTP {(int)status}）。"),
        // A wrong key or address (401, 403, 404) is ours to put right, not a fault of the message: it stays in the queue.
        _ => new SendingResult.Failed((int)status < 300 ? "上级平台的应答里没有回执号。" : $"上级平台应答 HTTP {(int)status}。"),
    };

    // Only the first JSON value counts: a receipt delivered twice is the same receipt.
    private static string? FirstText(string body, params string[] names)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body), new JsonReaderOptions { AllowMultipleValues = true });
            if (!reader.Read()) return null;
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var found = names.Select(name => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
                .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
            return found?[..Math.Min(found.Length, LongestReason)];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
