using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// Lets a scope work with a context that is there already, with its connection and transaction: to make a context takes EF longer than a burst's statements do.
/// The scope's services are its own; what it tracked is forgotten when it ends.
/// </summary>
internal sealed class ContextLoan
{
    private WorkflowDbContext? _context;

    /// <summary>A new scope with this context; nobody else may use the context until the scope is disposed.</summary>
    public static Scope Open(IServiceScopeFactory scopes, WorkflowDbContext db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ContextLoan>()._context = db;
        (db.IsLent, db.Database.AutoSavepointsEnabled) = (true, false); // whoever lends it undoes a failure as a whole
        return new Scope(scope, db);
    }

    /// <summary>Registers a store's context: one for each scope, if it was not lent one.</summary>
    public static void Add<TContext>(IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure) where TContext : WorkflowDbContext
    {
        var create = ActivatorUtilities.CreateFactory<TContext>([]);
        services.TryAddScoped<ContextLoan>();
        services.AddScoped(scope => (TContext?)scope.GetRequiredService<ContextLoan>()._context ?? create(scope, []));
        services.AddScoped<WorkflowDbContext>(scope => scope.GetRequiredService<TContext>());
        services.AddDbContext<TContext>(configure, optionsLifetime: ServiceLifetime.Singleton);
    }

    internal readonly struct Scope(AsyncServiceScope scope, WorkflowDbContext db) : IAsyncDisposable
    {
        public IServiceProvider Services => scope.ServiceProvider;

        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            db.ChangeTracker.Clear();
            (db.IsLent, db.ChangeTracker.AutoDetectChangesEnabled) = (false, true);
        }
    }
}
