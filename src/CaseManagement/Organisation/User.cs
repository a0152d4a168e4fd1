using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>An account of a person at work. Display names are roles in demo mode.</summary>
public sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public required string UnitCode { get; set; }
    /// <summary>Made by demo mode; a server outside demo mode refuses to start beside it.</summary>
    public bool Demo { get; init; }
}

/// <summary>Ways to find accounts.</summary>
public static class Accounts
{
    /// <summary>The account of exactly this name. Its normalised form leads to the index that sign-in uses; the table has no other for names.</summary>
    public static IQueryable<User> Named(this IQueryable<User> users, string userName)
    {
        var normalized = userName.Normalize().ToUpperInvariant();
        return users.Where(u => u.NormalizedUserName == normalized && u.UserName == userName);
    }
}

/// <summary>Role × unit subtree: the user holds the role over the unit and everything below it.</summary>
public sealed class RoleGrant
{
    public required Guid UserId { get; init; }
    public required string Role { get; init; }
    /// <summary>Path of the subtree's top; <c>/</c> is everything.</summary>
    public required string UnitPath { get; init; }
}

/// <summary>The one table of who may do what: role × act. With <see cref="RoleGrant"/> it makes role × unit subtree × act.</summary>
public sealed class Permission
{
    /// <summary>The place whose pack names the role; <c>*</c> for the platform's own roles.</summary>
    public required string Region { get; init; }
    public required string Role { get; init; }
    public required string Act { get; init; }
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder) => builder.ToTable("RoleGrants").HasKey(g => new { g.UserId, g.Role, g.UnitPath });
}

internal sealed class PermissionConfiguration : IEntityTypeConfiguration<Permission>
{
    public void Configure(EntityTypeBuilder<Permission> builder) => builder.ToTable("Permissions").HasKey(p => new { p.Region, p.Role, p.Act });
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("Users").HasKey(u => u.Id);
        builder.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(u => u.NormalizedUserName).IsUnique();
        builder.HasIndex(u => u.UnitCode);
    }
}

internal sealed class UserClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("UserClaims").HasKey(c => c.Id);
}

internal sealed class UserLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("UserLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
}

internal sealed class UserTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("UserTokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
}
