using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>The engine's tables. A host derives its own context from it, so that a burst and its business rows are one transaction.</summary>
public abstract class WorkflowDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<WorkflowCommand> Commands => Set<WorkflowCommand>();
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<WorkflowDefinitionVersion> DefinitionVersions => Set<WorkflowDefinitionVersion>();
    public DbSet<WorkflowDefinitionEvent> DefinitionEvents => Set<WorkflowDefinitionEvent>();
    public DbSet<WorkflowTrigger> Triggers => Set<WorkflowTrigger>();
    public DbSet<WorkflowBookmark> Bookmarks => Set<WorkflowBookmark>();
    public DbSet<WorkflowJournalEntry> Journal => Set<WorkflowJournalEntry>();
    public DbSet<WorkflowIncident> Incidents => Set<WorkflowIncident>();

    /// <summary>A scope works with it that did not make it and does not end it.</summary>
    internal bool IsLent { get; set; }

    public override void Dispose()
    {
        if (IsLent) return;
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override async ValueTask DisposeAsync()
    {
        if (IsLent) return;
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";
    private bool IsPostgreSql => Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // One writer for all needs no locks of streams.
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WorkflowDbContext).Assembly, type => !IsSqlite || type != typeof(WorkflowStreamConfiguration));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instant type and cannot order an offset; PostgreSQL's ends at the microsecond, and an instant of the history is hashed to its
        // last digit. Both store UTC ticks (docs/decisions/0005). SQL Server's datetimeoffset keeps them as they are.
        if (IsSqlite || IsPostgreSql) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        // Codes, keys and paths compare by their characters, in every database alike, whatever the language of the server.
        if (IsPostgreSql) configurationBuilder.Properties<string>().UseCollation("C");
        else if (!IsSqlite) configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}

internal sealed class UtcTicksConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
