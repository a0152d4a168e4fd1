using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The key of a business system (<c>X-Api-Key</c>). Only its keyed hash is kept.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string Hash { get; init; }
    /// <summary>Acts it may perform, separated by spaces; never more than the role <see cref="PlatformRoles.Channel"/> has.</summary>
    public required string Scopes { get; set; }
    /// <summary>The places it may deliver for: <c>/ak/</c>, or <c>/</c> for all.</summary>
    public required string UnitPath { get; set; }
    /// <summary>The channel it may deliver for; null for any.</summary>
    public string? Channel { get; set; }
    public bool Demo { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>How it signs the history.</summary>
    internal string UserName => $"channel:{Id:N}";

    /// <summary>What is kept of a key. Its letters are hashed as they are, where personal fields ignore case.</summary>
    internal static string HashOf(PersonalData personalData, string key) =>
        personalData.Hash("apiKey", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))))!;
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys").HasKey(k => k.Id);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
