using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>The ratings behind a figure, newest first, within the units one may see.</summary>
/// <param name="Ordinance">Place code.</param>
/// <param name="From">First local day of rating.</param>
/// <param name="To">Last local day.</param>
/// <param name="Unit">The unit that answers, with those below it.</param>
/// <param name="Channel">Channel code.</param>
/// <param name="Item">Item code.</param>
/// <param name="Staff">Who served.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Level">Level code, or <c>bad</c> for all bad ones.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListBehind(
    string Ordinance, DateOnly? From = null, DateOnly? To = null, string? Unit = null, string? Channel = null, string? Item = null, string? Staff = null, string? Hall = null, string? Level = null, int Page = 1,
    int PageSize = 50) : IRequest<Result<PageOf<BehindRow>>>;

/// <param name="Id">The rating.</param>
/// <param name="RatedAt">When.</param>
/// <param name="Level">Level code.</param>
/// <param name="LevelName">Its name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="Unit">The unit that answers.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="CountsAs">How many it counts as.</param>
/// <param name="Standing">Where it stands in the figures.</param>
/// <param name="Course">How far its case is.</param>
/// <param name="Case">Its case.</param>
public sealed record BehindRow(
    Guid Id, DateTimeOffset RatedAt, string Level, string LevelName, string? Item, string Unit, string UnitName, string Channel, int CountsAs, string Standing, string? Course, string? Case);

internal sealed class ListBehindHandler(CaseDbContext db, FigureDesk desk, OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<ListBehind, Result<PageOf<BehindRow>>>
{
    private const int CountedExactly = 10_000;

    public async Task<Result<PageOf<BehindRow>>> Handle(ListBehind request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var period = desk.PeriodOf(request.From, request.To);
        if (!period.Ok) return period.Refusal;
        if (catalog.Current(request.Ordinance) is not { } pack) return OrdinanceRefusals.Unknown(request.Ordinance);
        var units = await db.Units.AsNoTracking().Where(u => u.Region == request.Ordinance).ToDictionaryAsync(u => u.Code, cancellationToken);
        var below = request.Unit is null ? "/" : units.GetValueOrDefault(request.Unit)?.Path;
        if (below is null) return StatisticsRefusals.UnknownUnit;
        var seen = units.Values.Where(u => u.Path.StartsWith(below, StringComparison.Ordinal) && user.May(Acts.ReadCase, u.Path)).Select(u => u.Code).ToList();
        if (seen.Count == 0) return HttpRefusals.NotAllowed;

        var (start, end) = (ChinaTime.StartOf(period.Value.From), ChinaTime.StartOf(period.Value.To.AddDays(1)));
        // Nothing is received before it was given: the index of receipt narrows it down.
        var found = db.Ratings.AsNoTracking().Where(r => r.Region == request.Ordinance && r.ReceivedAt >= start && r.RatedAt >= start && r.RatedAt < end && seen.Contains(r.AnsweredBy ?? r.UnitCode));
        if (request.Channel is { } channel) found = found.Where(r => r.Channel == channel);
        if (request.Level is "bad")
        {
            var bad = pack.Rating.Levels.Where(l => l.IsBad).Select(l => l.Code).ToList();
            found = found.Where(r => r.Status == "adopted" && r.Reason != "society" && bad.Contains(r.Level));
        }
        else if (request.Level is { } level) found = found.Where(r => r.Level == level);
        var rows = found.GroupJoin(db.Set<ServiceMatter>().AsNoTracking(), r => r.ServiceId, s => (Guid?)s.Id, (r, s) => new { Rating = r, Services = s }).SelectMany(x => x.Services.DefaultIfEmpty(), (x, s) => new { x.Rating, Service = s });
        if (request.Item is { } item) rows = rows.Where(x => x.Service!.ItemCode == item);
        if (request.Staff is { } staff) rows = rows.Where(x => x.Service!.Staff == staff);
        if (request.Hall is { } hall) rows = rows.Where(x => (x.Rating.Place ?? x.Service!.Place) == hall);
        var total = await rows.Take(CountedExactly + 1).CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(x => x.Rating.ReceivedAt).ThenByDescending(x => x.Rating.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<BehindRow>([.. page.Select(x => Row(x.Rating, x.Service, pack, units))], request.Page, request.PageSize, total, total <= CountedExactly);
    }

    private static BehindRow Row(Rating rating, ServiceMatter? service, Ordinance pack, Dictionary<string, Organisation.Unit> units)
    {
        var unit = rating.AnsweredBy ?? rating.UnitCode;
        return new BehindRow(
            rating.Id, rating.RatedAt, rating.Level, pack.Rating.Level(rating.Level)?.Name ?? (rating.Level == "unrated" ? "未评" : rating.Level), service?.ItemName, unit, units.GetValueOrDefault(unit)?.Name ?? unit,
            pack.Channel(rating.Channel)?.Name ?? (rating.Channel == "system" ? "系统" : rating.Channel), rating.CountsAs, FigureFacts.StandingOf(rating), rating.Course, rating.CaseNumber);
    }
}
