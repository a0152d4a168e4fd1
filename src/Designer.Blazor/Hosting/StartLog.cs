using System.Collections.Concurrent;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Keeps the warnings and errors of a start back: when the start fails the program says why in one sentence and the details go to a file; when it does not they are logged after all.</summary>
internal sealed class StartLog
{
    private readonly ConcurrentQueue<string> _kept = [];
    private volatile bool _over;

    /// <summary>True when the line was kept; false once the start is over.</summary>
    public bool Keep(string line)
    {
        if (_over) return false;
        _kept.Enqueue(line);
        return true;
    }

    /// <summary>The server has started.</summary>
    public void Over() => _over = true;

    /// <summary>What was kept, each line once, as soon as the start is over.</summary>
    public IEnumerable<string> Left()
    {
        while (_over && _kept.TryDequeue(out var line)) yield return line;
    }

    public IReadOnlyList<string> Kept => [.. _kept];
}
