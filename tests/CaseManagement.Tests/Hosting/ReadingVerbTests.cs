using HaoChaPing.Designer.Blazor.Hosting;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>What only reads leaves nothing behind, and needs nobody's leave to write.</summary>
[Trait("Store", "Sqlite")]
public sealed class ReadingVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        var folder = Path.Combine(_folder, "none");

        Assert.Equal(2, await VerifyAsync(folder));

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_folder_with_nothing_but_a_database_stays_like_that()
    {
        await CopyAsync();

        Assert.Equal(0, await VerifyAsync(_folder));

        SqliteConnection.ClearAllPools(); // as the process does at its end
        Assert.Equal(["haochaping.db"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Where_no_log_can_be_kept_beside_it_the_database_is_read_as_it_stands()
    {
        await CopyAsync();
        Directory.CreateDirectory(Path.Combine(_folder, "haochaping.db-wal")); // not even root can make the log now: like a medium that is only read

        Assert.Equal(0, await VerifyAsync(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task CopyAsync()
    {
        await FirstStart.CopyAsync("2025-03-03", _folder);
        Directory.Delete(Path.Combine(_folder, "keys"), recursive: true);
    }

    private static Task<int> VerifyAsync(string folder) => Verbs.RunAsync(["audit", "verify", $"--HCP_DATA={folder}"]);
}
