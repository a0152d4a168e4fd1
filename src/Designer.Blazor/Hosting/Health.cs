using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What an operator's probe asks: is the process alive, can it do its work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).WithSummary("进程在运行").WithTags("运维").AllowAnonymous();
        app.MapGet("/health/ready", async (CaseDbContext db, IEnumerable<IHostedService> services, StartGate gate, CancellationToken cancellationToken) =>
        {
            var database = await CanReadAsync(db, cancellationToken);
            var background = services.OfType<BackgroundService>().All(s => s.ExecuteTask is { IsCompleted: false });
            var ready = database && background && gate.IsOpen;
            return Results.Json(new Readiness(ready ? "ready" : "notReady", database, background, gate.IsOpen), statusCode: ready ? 200 : 503);
        }).Produces<Readiness>().Produces<Readiness>(503).WithSummary("数据库可用，调度和发送在运行").WithTags("运维").AllowAnonymous();
    }

    /// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
    /// <param name="Database">The database answers.</param>
    /// <param name="Background">Dispatcher and senders are running.</param>
    /// <param name="Started">Nothing has to be prepared any more before requests are answered.</param>
    internal sealed record Readiness(string Status, bool Database, bool Background, bool Started);

    private static async Task<bool> CanReadAsync(CaseDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.Set<Setting>().AsNoTracking().AnyAsync(cancellationToken);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false; // the answer of a probe, not an error: it is asked again
        }
    }
}
