using System.Security.Cryptography;
using HaoChaPing.CaseManagement.Common;
using Microsoft.Extensions.Configuration;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The folder <c>HCP_KEYS</c>: the key ring and the key of the search hashes. Outside the database, shared by all nodes, readable by the service's account alone.</summary>
public sealed class KeyFolder
{
    private readonly string _hashKeyFile;

    public KeyFolder(IConfiguration configuration)
    {
        var data = configuration["HCP_DATA"] is { Length: > 0 } folder ? folder : "data";
        Folder = new DirectoryInfo(configuration["HCP_KEYS"] is { Length: > 0 } keys ? keys : Path.Combine(data, "keys"));
        _hashKeyFile = Path.Combine(Folder.FullName, "search-hash.key");
    }

    public DirectoryInfo Folder { get; }

    /// <summary>The folder, there from the first key on: a reading verb needs none and makes none.</summary>
    internal DirectoryInfo Made()
    {
        Folder.Create();
        if (!OperatingSystem.IsWindows()) Folder.UnixFileMode = PrivateFolder.OwnerOnly;
        return Folder;
    }

    /// <summary>False on a folder that has never served, or whose content was lost.</summary>
    internal bool HasHashKey => File.Exists(_hashKeyFile);

    /// <summary>The key of the search hashes, made at the first call ever.</summary>
    internal byte[] HashKey()
    {
        if (!HasHashKey) MakeHashKey();
        var key = new byte[KeyLength];
        return Convert.TryFromBase64String(File.ReadAllText(_hashKeyFile), key, out var length) && length == KeyLength
            ? key
            : throw new RefusedStartException($"密钥文件“{_hashKeyFile}”已损坏，请从备份恢复密钥文件夹后再启动。", "The key file is damaged: restore the key folder from a backup.");
    }

    private const int KeyLength = 32;

    // Written aside and moved, so that no node ever reads half a key and the first one to finish wins.
    private void MakeHashKey()
    {
        Made();
        var aside = $"{_hashKeyFile}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(aside, System.Text.Encoding.ASCII, options)) writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
        try { File.Move(aside, _hashKeyFile, overwrite: false); }
        catch (IOException) when (HasHashKey) { File.Delete(aside); }
    }
}
