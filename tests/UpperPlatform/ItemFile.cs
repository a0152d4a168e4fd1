using System.Text;
using System.Text.Json;

namespace HaoChaPing.UpperPlatform;

/// <summary>One thing the platform received.</summary>
public sealed record Item(string Key, string ReceiptId, DateTimeOffset ReceivedAt, JsonElement Payload);

/// <summary>Append-only JSON lines, flushed to the disk before a receipt is given, so that a receipt outlives a crash.</summary>
public sealed class ItemFile : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, Item> _byKey = [];

    /// <param name="folder">Where the file lies.</param>
    /// <param name="clock">When something was received.</param>
    public ItemFile(string folder, TimeProvider clock)
    {
        _clock = clock;
        _file = OpenAlone(Path.GetFullPath(folder));
        try
        {
            var end = ReadKept();
            // A crash may leave half a line; nobody got a receipt for it.
            _file.SetLength(end);
            _file.Position = end;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    // Two that write one file would write over each other. The system frees it with the process, however that ends.
    private static FileStream OpenAlone(string folder)
    {
        try
        {
            // The data folder above is made by whoever comes first, for its owner alone.
            foreach (var made in new[] { Path.GetDirectoryName(folder)!, folder })
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(made);
                else Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new FileStream(Path.Combine(folder, "items.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (HeldElsewhere.Contains(e.HResult))
        {
            throw new RefusedFolderException($"文件夹“{folder}”正由另一个运行中的上级平台使用，请先停掉那一个（另一个 ./run），或用 HCP_DATA 换一个数据文件夹。",
                $"Another upper platform uses the folder '{folder}': stop that one (another ./run) first, or name another folder with HCP_DATA.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedFolderException($"文件夹“{folder}”无法写入，请用 HCP_DATA 换一个数据文件夹或改权限。", $"The folder '{folder}' cannot be written to: name another with HCP_DATA or change its permissions.");
        }
    }

    // Returns where the last whole line ends.
    private long ReadKept()
    {
        var content = new byte[_file.Length];
        _file.ReadExactly(content);
        var (end, number) = (0L, 0);
        foreach (var line in WholeLines(content))
        {
            number++;
            if (Read(content.AsSpan(line)) is not { Key: not null } item || !_byKey.TryAdd(item.Key, item))
                throw new RefusedFolderException($"文件“{_file.Name}”第 {number} 行已损坏，请从备份恢复它，或移走它重新开始。", $"Line {number} of the file '{_file.Name}' is damaged: restore it from a backup, or move it away to begin anew.");
            end = line.End.Value + 1;
        }
        return end;
    }

    private static Item? Read(ReadOnlySpan<byte> line)
    {
        try { return JsonSerializer.Deserialize<Item>(line, JsonSerializerOptions.Web); }
        catch (JsonException) { return null; } // the answer to the question asked
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
