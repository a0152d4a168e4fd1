using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Persistence;

/// <summary>Something the installation remembers about itself, such as the offset of the demo clock.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder) => builder.ToTable("Settings").HasKey(s => s.Name);
}
