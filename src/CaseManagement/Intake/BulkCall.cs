using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using HaoChaPing.CaseManagement.Common;
using MediatR;
using Microsoft.AspNetCore.Http;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A bulk over HTTP: lines in, one answer for each line out, written as soon as its commit is durable.</summary>
internal static class BulkCall
{
    internal const int MostLines = 10_000;
    private const int LinesPerCommit = 100;
    private const int LongestLine = 256 * 1024;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] LineEnd = [(byte)'\n'];
    private static readonly Refusal TooManyLines = Refusal.TooLarge("tooManyLines", $"一次最多 {MostLines} 行，请拆分后再报送；本次没有存入任何一行。");
    private static readonly Refusal NoLines = Refusal.Malformed("noLines", "报文里没有任何一行，请每行写一条 JSON。");
    private static readonly Refusal LineTooLong = Refusal.TooLarge("lineTooLong", $"这一行太长，最多 {LongestLine / 1024} KB。");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static async Task AnswerAsync(HttpContext http, ISender sender, Func<IReadOnlyList<BulkLine>, IRequest<Result<IReadOnlyList<BulkAnswer>>>> chunk)
    {
        var lines = Lines(await ReadAsync(http));
        if (lines.Count == 0 || lines.Count > MostLines)
        {
            await (lines.Count == 0 ? NoLines : TooManyLines).ToHttp().ExecuteAsync(http);
            return;
        }
        foreach (var some in lines.Chunk(LinesPerCommit))
        {
            var answers = await SendAsync(http, sender, chunk, some);
            if (answers is null) return;
            foreach (var answer in answers)
            {
                await JsonSerializer.SerializeAsync(http.Response.Body, answer, Json, http.RequestAborted);
                await http.Response.Body.WriteAsync(LineEnd, http.RequestAborted);
            }
        }
    }

    /// <summary>The answers in the order of the lines; null when the whole call was refused and that has been answered.</summary>
    private static async Task<IReadOnlyList<BulkAnswer>?> SendAsync(
        HttpContext http, ISender sender, Func<IReadOnlyList<BulkLine>, IRequest<Result<IReadOnlyList<BulkAnswer>>>> chunk, BulkLine[] some)
    {
        var tooLong = some.Where(l => l.Json.Length > LongestLine).Select(l => BulkIntake.Refused(l.Number, LineTooLong)).ToList();
        var result = await sender.Send(chunk([.. some.Where(l => l.Json.Length <= LongestLine)]), http.RequestAborted);
        if (result.Ok)
        {
            if (!http.Response.HasStarted) http.Response.ContentType = "application/x-ndjson; charset=utf-8";
            return [.. result.Value.Concat(tooLong).OrderBy(a => a.Line)];
        }
        if (!http.Response.HasStarted) await result.Refusal.ToHttp().ExecuteAsync(http);
        return null;
    }

    private static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    // Numbered as an editor numbers them; empty lines are passed over.
    private static List<BulkLine> Lines(byte[] body)
    {
        var lines = new List<BulkLine>();
        var start = body.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        for (var number = 1; start < body.Length; number++)
        {
            var length = body.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            if (!body.AsSpan(start, end - start).Trim(" \t\r"u8).IsEmpty) lines.Add(new BulkLine(number, body.AsMemory(start, end - start)));
            start = end + 1;
        }
        return lines;
    }
}
