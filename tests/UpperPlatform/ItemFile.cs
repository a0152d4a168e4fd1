using System.Text;
using System.Text.Json;

namespace HaoChaPing.UpperPlatform;

/// <summary>One thing the platform received.</summary>
public sealed record Item(string Key, string ReceiptId, DateTimeOffset ReceivedAt, JsonElement Payload);

/// <summary>Append-only JSON lines, flushed to the disk before a receipt is given, so that a receipt outlives a crash.</summary>
public sealed class ItemFile : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, Item> _byKey = [];

    /// <param name="folder">Where the file lies.</param>
    /// <param name="clock">When something was received.</param>
    public ItemFile(string folder, TimeProvider clock)
    {
        _clock = clock;
        Directory.CreateDirectory(folder);
        _file = new FileStream(Path.Combine(folder, "items.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var end = 0L;
        var content = new byte[_file.Length];
        _file.ReadExactly(content);
        foreach (var line in WholeLines(content))
        {
            var item = JsonSerializer.Deserialize<Item>(content.AsSpan(line), JsonSerializerOptions.Web)!;
            _byKey.Add(item.Key, item);
            end = line.End.Value + 1;
        }
        // A crash may leave half a line; nobody got a receipt for it.
        _file.SetLength(end);
        _file.Position = end;
    }

    public IReadOnlyList<Item> All()
    {
        _gate.Wait();
        try { return [.. _byKey.Values]; }
        finally { _gate.Release(); }
    }

    /// <summary>Keeps the item, or answers the one already kept under its key; null when that one had another content.</summary>
    public async Task<Item?> AddAsync(string key, JsonElement payload, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_byKey.TryGetValue(key, out var kept)) return JsonElement.DeepEquals(kept.Payload, payload) ? kept : null;

            var item = new Item(key, $"R{_byKey.Count + 1:D8}", _clock.GetUtcNow(), payload);
            _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(item, JsonSerializerOptions.Web) + "\n"));
            _file.Flush(flushToDisk: true);
            _byKey.Add(key, item);
            return item;
        }
        finally { _gate.Release(); }
    }

    public void Dispose()
    {
        _file.Dispose();
        _gate.Dispose();
    }

    private static IEnumerable<Range> WholeLines(byte[] content)
    {
        for (int start = 0, end; (end = Array.IndexOf(content, (byte)'\n', start)) >= 0; start = end + 1) yield return start..end;
    }
}
