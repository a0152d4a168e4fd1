using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>
/// Held by the one process that serves a file of SQLite: writers take turns within a process, not between two (decision 5). It lies beside the database, and the
/// system frees it with the process, however that ends.
/// </summary>
internal sealed class ServingLock(HostSettings settings) : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020)];

    private FileStream? _held;

    /// <summary>Several nodes may serve one database server.</summary>
    public void Take()
    {
        if (settings.Provider != HostSettings.Sqlite) return;
        var file = StartFailure.FileOf(settings);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            _held = new FileStream($"{Target(file)}.lock", options);
        }
        catch (IOException e) when (HeldElsewhere.Contains(e.HResult))
        {
            throw new RefusedStartException($"数据库“{file}”正由另一个运行中的好差评使用，请先停掉那一个，或用 HCP_DATA 换一个数据文件夹。",
                $"Another running server uses the database '{file}': stop that first, or name another folder with HCP_DATA.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StartFailure.Unopened(file);
        }
    }

    public void Dispose() => _held?.Dispose();

    // Two names of one file are one database.
    private static string Target(string file) => File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file : file;
}
