using System.Security.Cryptography;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Finds out at start whether the key folder belongs to the database: a lost ring is a clear error then, not noise later.</summary>
public sealed class KeyCheck(CaseDbContext db, PersonalData personalData, KeyFolder keys)
{
    private const string SealedName = "keys.sealed";
    private const string HashName = "keys.hash";
    private const string Known = "HaoChaPing";

    /// <summary>Compares, or at the first start ever writes, the probe. The caller holds the transaction.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var probe = await db.Set<Setting>().Where(s => s.Name == SealedName || s.Name == HashName).ToDictionaryAsync(s => s.Name, s => s.Value, cancellationToken);
        if (probe.Count == 0)
        {
            db.Add(new Setting { Name = SealedName, Value = personalData.Seal(Known)! });
            db.Add(new Setting { Name = HashName, Value = personalData.Hash(HashName, Known)! });
        }
        else if (!Opens(probe[SealedName]) || !keys.HasHashKey || personalData.Hash(HashName, Known) != probe[HashName])
        {
            throw KeysLost(keys.Folder.FullName);
        }
    }

    private bool Opens(string @sealed)
    {
        try { return personalData.Open(@sealed) == Known; }
        catch (CryptographicException) { return false; } // the answer to the question asked
    }

    private static RefusedStartException KeysLost(string folder) => new(
        $"密钥文件夹“{folder}”与数据库不相符，已封存的个人信息无法打开。请恢复原来的密钥文件夹，或用 HCP_KEYS 指向它后再启动。",
        "The key folder does not belong to this database: restore it or name it with HCP_KEYS.");
}
