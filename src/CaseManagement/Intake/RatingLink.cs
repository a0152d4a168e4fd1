using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A citizen's way to one rating of one visit (dynamic QR code, TJ-10-2). Who holds it may rate once; the same link later shows what became of the rating.</summary>
public sealed class RatingLink
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }
    public required Guid ServiceId { get; init; }
    public required string Channel { get; init; }
    /// <summary>The visit it was handed out for; empty where there is none.</summary>
    public required string Visit { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    /// <summary>By which “my rating” finds it; the code itself is not kept.</summary>
    public required string CodeHash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public Guid? RatingId { get; set; }
}

internal sealed class RatingLinkConfiguration : IEntityTypeConfiguration<RatingLink>
{
    public void Configure(EntityTypeBuilder<RatingLink> builder)
    {
        builder.ToTable("RatingLinks").HasKey(l => l.Id);
        builder.HasIndex(l => new { l.ServiceId, l.Channel, l.Visit }).IsUnique();
        builder.HasIndex(l => l.CodeHash).IsUnique();
    }
}

/// <summary>What stands in addresses and on receipts: random numbers and their signature by the key outside the database, nothing about anybody.</summary>
internal sealed class RatingTokens(PersonalData personalData)
{
    private const int HalfLength = 16;
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // none that look alike
    private const int CodeLength = 12;

    public string TokenOf(Guid link) => Base64Url.EncodeToString([.. link.ToByteArray(), .. SignatureOf(link)]);

    /// <summary>The link a token names; null when it was not made here.</summary>
    public Guid? Read(string token)
    {
        if (token.Length > 64 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != 2 * HalfLength) return null;
        var link = new Guid(bytes.AsSpan(0, HalfLength));
        return CryptographicOperations.FixedTimeEquals(SignatureOf(link), bytes.AsSpan(HalfLength)) ? link : null;
    }

    /// <summary>What a person types to find the rating again, such as <c>7KQM-2W9D-XH4P</c>.</summary>
    public string CodeOf(Guid link)
    {
        var code = new StringBuilder();
        foreach (var part in Bytes("ratingCode", link).Take(CodeLength)) code.Append(code.Length is 4 or 9 ? "-" : "").Append(Letters[part % Letters.Length]);
        return code.ToString();
    }

    public string HashOf(string code) => personalData.Hash("ratingCodeKept", new string([.. code.Where(char.IsAsciiLetterOrDigit)]))!;

    private byte[] SignatureOf(Guid link) => Bytes("ratingLink", link)[..HalfLength];

    private byte[] Bytes(string field, Guid link) => Convert.FromHexString(personalData.Hash(field, link.ToString("N"))!);
}
