using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The working calendar, day by day, with the notice each day comes from: the country's, or a place's with its own decisions over it (X-CAL-2).</summary>
public sealed record ListDays(DateOnly From, DateOnly To, string? Ordinance = null) : IRequest<Result<CalendarSpan>>;

/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Items">Every day between them.</param>
/// <param name="Workdays">How many of them are working days.</param>
public sealed record CalendarSpan(DateOnly From, DateOnly To, int Workdays, IReadOnlyList<CalendarDay> Items);

internal sealed class ListDaysHandler(OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<ListDays, Result<CalendarSpan>>
{
    private const int Longest = 1100;

    public Task<Result<CalendarSpan>> Handle(ListDays request, CancellationToken cancellationToken) => Task.FromResult(Days(request));

    private Result<CalendarSpan> Days(ListDays request)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        if (request.To < request.From) return OrdinanceRefusals.BadSpan("/to", "不能早于开始日期。");
        var length = request.To.DayNumber - request.From.DayNumber + 1;
        if (length > Longest) return OrdinanceRefusals.BadSpan("/to", $"一次最多 {Longest} 天，请分段查询。");
        if (request.Ordinance is { } code && catalog.Current(code) is null) return OrdinanceRefusals.Unknown(code);
        // A list shows what a year without a notice is guessed to be, whatever the place makes of it.
        var settings = (request.Ordinance is { } place ? catalog.Current(place)!.Calendar : new()) with { MissingYearPolicy = "provisional" };
        var calendar = new WorkingCalendar(catalog.Notices, settings);
        List<CalendarDay> days = [.. Enumerable.Range(0, length).Select(i => calendar.Day(request.From.AddDays(i)))];
        return new CalendarSpan(request.From, request.To, days.Count(d => d.Workday), days);
    }
}
