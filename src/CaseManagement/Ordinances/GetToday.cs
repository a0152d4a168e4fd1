using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What day it is for the signed-in user's place: working day or not, and why.</summary>
public sealed record GetToday : IRequest<Result<CalendarDay>>;

internal sealed class GetTodayHandler(OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock) : IRequestHandler<GetToday, Result<CalendarDay>>
{
    public Task<Result<CalendarDay>> Handle(GetToday request, CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().LocalDate();
        var place = user.UnitPath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.ToUpperInvariant();
        // Whoever belongs to no place, such as the auditor, sees the country's own arrangement.
        var day = place is not null && catalog.Current(place) is { } ordinance ? catalog.CalendarOf(ordinance).Day(today) : catalog.Notices.Day(today);
        return Task.FromResult<Result<CalendarDay>>(day);
    }
}
