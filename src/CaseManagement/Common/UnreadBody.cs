using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>
/// A caller that sends all before it reads would find a broken pipe instead of its 413, did the server hang up at once.
/// So the limit is counted here and not by the server, and what is left of a body is read and thrown away, up to a bound.
/// </summary>
internal static class UnreadBody
{
    private const long Most = 256 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>A body that names no length, or one within the limit, is counted while it is read.</summary>
    public static void CountHere(HttpContext context, long limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (context.Request.ContentLength is not null) return; // the server reads no more than was named
        context.Features.Set(new Whole(context.Request.Body));
        context.Request.Body = new CountedStream(context.Request.Body, limit);
    }

    /// <summary>Call it when the refusal has been written.</summary>
    public static async Task DrainAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Longest);
        var body = context.Features.Get<Whole>()?.Body ?? context.Request.Body;
        var buffer = new byte[64 * 1024];
        try
        {
            await context.Response.Body.FlushAsync(patience.Token);
            for (long drained = 0; drained < Most;)
            {
                var read = await body.ReadAsync(buffer, patience.Token);
                if (read == 0) return;
                drained += read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The caller has read its answer and gone, or does not end: the connection is closed.
        }
    }

    private sealed record Whole(Stream Body);

    /// <summary>Reads on as far as the limit.</summary>
    private sealed class CountedStream(Stream inner, long limit) : Stream
    {
        private long _left = limit;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        private int Counted(int read) => (_left -= read) >= 0 ? read : throw new BadHttpRequestException("Expected a smaller body.", StatusCodes.Status413PayloadTooLarge);

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
