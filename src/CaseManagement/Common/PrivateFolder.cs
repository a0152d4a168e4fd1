namespace HaoChaPing.CaseManagement.Common;

/// <summary>A folder that only the account of the service may read.</summary>
public static class PrivateFolder
{
    /// <summary>Its permissions on Unix.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it where it is missing; one that is there keeps the permissions its owner gave it.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }
}
