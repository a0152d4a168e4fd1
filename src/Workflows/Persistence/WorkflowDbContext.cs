using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>The engine's tables. A host derives its own context from it, so that a burst and its business rows are one transaction.</summary>
public abstract class WorkflowDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<WorkflowCommand> Commands => Set<WorkflowCommand>();
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<WorkflowDefinitionVersion> DefinitionVersions => Set<WorkflowDefinitionVersion>();
    public DbSet<WorkflowTrigger> Triggers => Set<WorkflowTrigger>();
    public DbSet<WorkflowBookmark> Bookmarks => Set<WorkflowBookmark>();
    public DbSet<WorkflowJournalEntry> Journal => Set<WorkflowJournalEntry>();
    public DbSet<WorkflowIncident> Incidents => Set<WorkflowIncident>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WorkflowDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instant type and cannot order an offset: instants are stored as UTC ticks there.
        if (Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite")
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}

internal sealed class UtcTicksConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
