using System.Linq.Expressions;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Ratings within the user's units, newest first.</summary>
/// <param name="Region">Place code.</param>
/// <param name="Status"><c>adopted</c>, <c>notAdopted</c>, <c>quarantined</c>, <c>held</c>, <c>unrated</c>.</param>
/// <param name="Source"><c>rater</c>, <c>default</c>, <c>operator</c>.</param>
/// <param name="Service">The business system's id of the service.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListRatings(string? Region = null, string? Status = null, string? Source = null, string? Service = null, int Page = 1, int PageSize = 50)
    : IRequest<Result<PageOf<RatingRow>>>;

/// <summary>One line of a list of ratings.</summary>
/// <param name="Id">The rating.</param>
/// <param name="Channel">Channel; <c>system</c> where the system made it up.</param>
/// <param name="Target">What was rated.</param>
/// <param name="Scope">How it applies.</param>
/// <param name="Level">Level code.</param>
/// <param name="Stage">Stage rated.</param>
/// <param name="Visit">Visit rated.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Source">Who gave it.</param>
/// <param name="Reason">Why it stands there.</param>
/// <param name="CountsAs">How many it stands for in the level figures while it is adopted.</param>
/// <param name="RatedAt">When it was given.</param>
/// <param name="Case">The case it opened.</param>
public sealed record RatingRow(
    Guid Id, string Channel, string Target, string Scope, string Level, string? Stage, string? Visit, string Status, string Source, string? Reason, int CountsAs, DateTimeOffset RatedAt, string? Case)
{
    internal static readonly Expression<Func<Rating, RatingRow>> Of = r =>
        new RatingRow(r.Id, r.Channel, r.Target, r.Scope, r.Level, r.Stage, r.Visit, r.Status, r.Source, r.Reason, r.CountsAs, r.RatedAt, r.CaseNumber);
}

internal sealed class ListRatingsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListRatings, Result<PageOf<RatingRow>>>
{
    private static readonly string[] Statuses = ["adopted", "notAdopted", "quarantined", "held", "unrated"];
    private static readonly string[] Sources = ["rater", "default", "operator"];

    public async Task<Result<PageOf<RatingRow>>> Handle(ListRatings request, CancellationToken cancellationToken)
    {
        if ((Paging.Refused(request.Page, request.PageSize) ?? await UnknownAsync(request, cancellationToken)) is { } refusal) return refusal;
        var found = db.Ratings.AsNoTracking().Where(user.Sees<Rating>(user.May(Acts.ReadCase) ? Acts.ReadCase : Acts.SubmitIntake, r => r.UnitPath));
        if (user.Channel is { } channel) found = found.Where(r => r.Channel == channel);
        if (request.Region is { Length: > 0 } region) found = found.Where(r => r.Region == region);
        if (request.Status is { Length: > 0 } status) found = found.Where(r => r.Status == status);
        if (request.Source is { Length: > 0 } source) found = found.Where(r => r.Source == source);
        if (request.Service is { Length: > 0 } service)
            found = found.Where(r => db.Set<ServiceMatter>().Any(s => s.ExternalId == service && s.Region == r.Region && (s.Id == r.ServiceId || db.Set<RatedMatter>().Any(m => m.RatingId == r.Id && m.ServiceId == s.Id))));
        var total = await found.CountAsync(cancellationToken);
        var page = await found.OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).Select(RatingRow.Of).ToListAsync(cancellationToken);
        return new PageOf<RatingRow>(page, request.Page, request.PageSize, total);
    }
    private async Task<Refusal?> UnknownAsync(ListRatings request, CancellationToken cancellationToken)
    {
        if (request.Region is { Length: > 0 } region && await db.Regions.FindAsync([region], cancellationToken) is null) return Paging.Unknown("region", "地区");
        if (request.Status is { Length: > 0 } status && !Statuses.Contains(status)) return Paging.Unknown("status", "评价状态", Statuses);
        return request.Source is { Length: > 0 } source && !Sources.Contains(source) ? Paging.Unknown("source", "评价来源", Sources) : null;
    }
}
