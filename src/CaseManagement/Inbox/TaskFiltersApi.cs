using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Saved filters of the inbox.</summary>
internal static class TaskFiltersApi
{
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/task-filters", async (ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListFilters(), cancellationToken)).ToHttp())
            .OfFilter("保存的待办筛选：自己的和共享给本单位的，各有现在的件数").Produces<PageOf<SavedFilterRow>>();
        app.MapPost("/api/v1/task-filters", async (FilterBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(body.For(null), cancellationToken)).ToHttp(row => Results.Created($"/api/v1/task-filters/{row.Id}", row)))
            .OfFilter("保存一个筛选").Produces<SavedFilterRow>(201).Produces<Problem>(422, Problems);
        app.MapPut("/api/v1/task-filters/{id:guid}", async (Guid id, FilterBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(body.For(id), cancellationToken)).ToHttp())
            .OfFilter("修改自己保存的筛选").Produces<SavedFilterRow>().Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapDelete("/api/v1/task-filters/{id:guid}", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new DeleteFilter(id), cancellationToken)).ToHttp())
            .OfFilter("删除自己保存的筛选").Produces<DeletedFilter>().Produces<Problem>(404, Problems);
    }

    private static RouteHandlerBuilder OfFilter(this RouteHandlerBuilder route, string summary) => route
        .RequireAct(Acts.ReadCase).WithSummary(summary).WithTags("待办").Produces<Problem>(403, Problems);

    /// <param name="Name">Its name.</param>
    /// <param name="Terms">What it looks for.</param>
    /// <param name="Share">With one's own unit and those below.</param>
    /// <param name="Revision">The revision last seen, when it is changed.</param>
    internal sealed record FilterBody(string Name, FilterTerms Terms, bool Share = false, int? Revision = null)
    {
        public SaveFilter For(Guid? id) => new(id, Name, Terms, Share, Revision);
    }
}
