using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What an operator's probe asks: is the process alive, can it do its work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).WithSummary("进程在运行").WithTags("运维").AllowAnonymous();
        app.MapGet("/health/ready", async (CaseDbContext db, CancellationToken cancellationToken) =>
        {
            var database = await CanReadAsync(db, cancellationToken);
            return Results.Json(new { status = database ? "ready" : "notReady", database }, statusCode: database ? 200 : 503);
        }).WithSummary("数据库可用，调度在运行").WithTags("运维").AllowAnonymous();
    }

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
