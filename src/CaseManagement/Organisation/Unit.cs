using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>A place with its own ordinance, such as 安康市.</summary>
public sealed class Region
{
    public required string Code { get; init; }
    public required string Name { get; set; }
}

/// <summary>A unit of the organisation tree. The root unit of a place has the place's lower-case code.</summary>
public sealed class Unit
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string Region { get; init; }
    public string? Parent { get; init; }
    /// <summary>Codes from the root down, such as <c>/ak/ak-county-1/ak-unit-2/</c>: a subtree is a prefix.</summary>
    public required string Path { get; init; }
    /// <summary>Administrative level it belongs to: <c>city</c>, <c>county</c>, <c>district</c> … as the pack's routing rules name it.</summary>
    public required string Level { get; set; }
    /// <summary>The pack's role this unit plays in routing, such as <c>cityApprovalBureau</c>.</summary>
    public required string Role { get; set; }
    public string? InstitutionType { get; set; }
    /// <summary>Responsible section and person (AK-5-2b); without them the unit receives no work order.</summary>
    public string? ResponsibleSection { get; set; }
    public string? ResponsiblePerson { get; set; }
}

internal sealed class RegionConfiguration : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> builder) => builder.ToTable("Regions").HasKey(r => r.Code);
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("Units").HasKey(u => u.Code);
        builder.HasIndex(u => u.Path);
        builder.HasIndex(u => new { u.Region, u.Role });
    }
}
