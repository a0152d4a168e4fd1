using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>An account of a person at work. Display names are roles in demo mode.</summary>
public sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public required string UnitCode { get; set; }
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
