using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The saved filters the user sees, each with what it finds now: one's own first.</summary>
public sealed record ListFilters : IRequest<Result<PageOf<SavedFilterRow>>>;

internal sealed class ListFiltersHandler(TaskFilters filters, CurrentUser user) : IRequestHandler<ListFilters, Result<PageOf<SavedFilterRow>>>
{
    /// <summary>A unit that shares more than this no longer has a side, but a second list.</summary>
    private const int Most = 60;

    public async Task<Result<PageOf<SavedFilterRow>>> Handle(ListFilters request, CancellationToken cancellationToken)
    {
        var me = user.UserName;
        var rows = new List<SavedFilterRow>();
        foreach (var filter in await filters.Seen().AsNoTracking().OrderBy(f => f.Owner == me ? 0 : 1).ThenBy(f => f.Name).ThenBy(f => f.Id).Take(Most).ToListAsync(cancellationToken))
            rows.Add(await filters.RowAsync(filter, cancellationToken));
        return PageOf<SavedFilterRow>.Whole(rows);
    }
}
