using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Persistence;

/// <summary>All tables of the product in one context: the engine's and the business's, so that a step is one commit.</summary>
public abstract class CaseDbContext(DbContextOptions options) : WorkflowDbContext(options)
{
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseStep> CaseSteps => Set<CaseStep>();
    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();
    public DbSet<Rating> Ratings => Set<Rating>();
    public DbSet<DeadlineRow> Deadlines => Set<DeadlineRow>();
    public DbSet<TaskItem> Tasks => Set<TaskItem>();
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<User> Users => Set<User>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<Permission> Permissions => Set<Permission>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CaseDbContext).Assembly);
    }
}

/// <summary>The embedded store: one process, one writer.</summary>
public sealed class SqliteCaseDbContext(DbContextOptions<SqliteCaseDbContext> options) : CaseDbContext(options);

/// <summary>A PostgreSQL server: any number of equal nodes.</summary>
public sealed class PostgreSqlCaseDbContext(DbContextOptions<PostgreSqlCaseDbContext> options) : CaseDbContext(options);

/// <summary>A SQL Server: the same model. Never run, no server can be had where this is built.</summary>
public sealed class SqlServerCaseDbContext(DbContextOptions<SqlServerCaseDbContext> options) : CaseDbContext(options);
