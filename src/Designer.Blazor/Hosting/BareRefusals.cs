using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>
/// What the server refuses before there is a request (a zero byte in the address, a broken header) never reaches the application and would be
/// answered with an empty body; here it gets problem details like every other refusal. The server closes the connection after it.
/// </summary>
internal static class BareRefusals
{
    // Before what is made of it: static fields are filled from top to bottom.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (byte[] Start, byte[] Answer)[] Known =
    [
        Refused(400, "Bad Request", "malformedRequest", "请求的地址或报头不合规范（例如含有空字符），请改正后重发。"),
        Refused(414, "URI Too Long", "addressTooLong", "请求的地址太长，请缩短后重发。"),
        Refused(431, "Request Header Fields Too Large", "headersTooLarge", "请求的报头太大，请缩短后重发。"),
    ];

    public static void Name(ListenOptions listen) => listen.Use(next => async connection =>
    {
        var transport = connection.Transport;
        connection.Transport = new Pipes(transport.Input, new Writer(transport.Output));
        try { await next(connection); }
        finally { connection.Transport = transport; }
    });

    private static (byte[], byte[]) Refused(int status, string reason, string code, string title)
    {
        var body = JsonSerializer.Serialize(new Problem($"urn:haochaping:refusal:{code}", title, status, code, null), Json);
        var head = $"HTTP/1.1 {status} {reason}\r\nContent-Type: application/problem+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n";
        return (Encoding.ASCII.GetBytes($"HTTP/1.1 {status} "), Encoding.UTF8.GetBytes(head + body));
    }

    /// <summary>The answer to give instead of this one; null when it is not one of the server's own empty refusals.</summary>
    private static byte[]? Instead(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 4"u8)) return null;
        foreach (var (start, answer) in Known)
            if (head.StartsWith(start) && head.EndsWith("\r\n\r\n"u8) && head.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0 && head.IndexOf("\r\nConnection: close\r\n"u8) > 0) return answer;
        return null;
    }

    private sealed class Pipes(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;
        public PipeWriter Output => output;
    }

    private sealed class Writer(PipeWriter inner) : PipeWriter
    {
        private Memory<byte> _lent;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = inner.GetMemory(sizeHint);
        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            var written = _lent[..bytes];
            _lent = _lent[bytes..]; // one loan may be used up in several steps
            if (Instead(written.Span) is { } answer) inner.Write(answer);
            else inner.Advance(bytes);
        }

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => inner.WriteAsync(source, cancellationToken);
        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;
        public override long UnflushedBytes => inner.UnflushedBytes;
        public override void CancelPendingFlush() => inner.CancelPendingFlush();
        public override void Complete(Exception? exception = null) => inner.Complete(exception);
        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
