using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>
/// Seals personal data with the key ring that lies outside the database, and makes the keyed hashes by which it can be searched.
/// Without the ring the columns are noise.
/// </summary>
public sealed class PersonalData(IDataProtectionProvider protection, KeyFolder keys)
{
    private readonly IDataProtector _protector = protection.CreateProtector("HaoChaPing.PersonalData.v1");
    private readonly Lazy<byte[]> _hashKey = new(keys.HashKey);

    public string? Seal(string? plain) => plain is null ? null : _protector.Protect(plain);

    public string? Open(string? @sealed) => @sealed is null ? null : _protector.Unprotect(@sealed);

    public byte[] SealBytes(byte[] plain) => _protector.Protect(plain);

    public byte[] OpenBytes(byte[] @sealed) => _protector.Unprotect(@sealed);

    /// <summary>Keyed hash for search and comparison. Equal text gives different hashes in different fields.</summary>
    public string? Hash(string field, string? plain) => plain is null ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(_hashKey.Value, Encoding.UTF8.GetBytes($"{field}\0{plain.Trim().ToUpperInvariant()}")));
}

/// <summary>What people see of personal data until it is unmasked.</summary>
public static class Mask
{
    /// <summary>张三丰 → 张**</summary>
    public static string? Name(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var letters = new System.Globalization.StringInfo(name.Trim()); // a rare surname takes two UTF-16 units
        return letters.SubstringByTextElements(0, 1) + new string('*', Math.Max(1, letters.LengthInTextElements - 1));
    }

    /// <summary>13812345678 → 138****5678</summary>
    public static string? Phone(string? phone) => Middle(phone, 3, 4);

    /// <summary>610902199001011234 → 610*************34</summary>
    public static string? IdNumber(string? number) => Middle(number, 3, 2);

    // A text too short to keep both ends and still hide something is hidden whole.
    private static string? Middle(string? text, int first, int last)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        var hidden = trimmed.Length - first - last;
        return hidden < 3 ? new string('*', trimmed.Length) : string.Concat(trimmed.AsSpan(0, first), new string('*', hidden), trimmed.AsSpan(trimmed.Length - last));
    }
}
