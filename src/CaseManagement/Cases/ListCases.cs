using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Cases within the user's units.</summary>
/// <param name="Status"><c>open</c>, <c>closed</c>, <c>notAdopted</c>.</param>
/// <param name="Unit">Unit code; its subtree.</param>
/// <param name="Class">Class code.</param>
/// <param name="Ordinance">Pack code.</param>
/// <param name="Overdue">Only overdue, or only not.</param>
/// <param name="DueBefore">Due before this instant.</param>
/// <param name="Query">Words of number, item or unit.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Sort"><c>-openedAt</c> (default), <c>openedAt</c>, <c>due</c>, <c>-due</c>.</param>
public sealed record ListCases(
    string? Status = null, string? Unit = null, string? Class = null, string? Ordinance = null, bool? Overdue = null, DateTimeOffset? DueBefore = null,
    string? Query = null, int Page = 1, int PageSize = 50, string? Sort = null) : IRequest<Result<PageOf<CaseRow>>>;

public sealed record CaseRow(
    string Number, string Subject, string Quote, string Level, string? Class, string Status, string Step, string Unit, string UnitName,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? Due, DateOnly? LastDay, bool Overdue, DueCount? Remaining, string? Assignee);

internal sealed class ListCasesHandler(CaseDbContext db, CaseClocks clocks, DisplayNames names, OrdinanceCatalog ordinances, CurrentUser user, TimeProvider clock) : IRequestHandler<ListCases, Result<PageOf<CaseRow>>>
{
    private static readonly string[] Statuses = ["open", "closed", "notAdopted"];
    private static readonly Refusal UnknownSort = Paging.Unknown("sort", "排序", "openedAt", "-openedAt", "due", "-due");

    public async Task<Result<PageOf<CaseRow>>> Handle(ListCases request, CancellationToken cancellationToken)
    {
        if ((Paging.Refused(request.Page, request.PageSize) ?? await UnknownAsync(request, cancellationToken)) is { } refusal) return refusal;
        var found = Filtered(db.Cases.AsNoTracking().Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath)), request);
        if (Sorted(found, request.Sort) is not { } sorted) return UnknownSort;
        var total = await found.CountAsync(cancellationToken);
        var page = await sorted.Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<CaseRow>(await RowsAsync(page, cancellationToken), request.Page, request.PageSize, total);
    }

    private async Task<Refusal?> UnknownAsync(ListCases request, CancellationToken cancellationToken)
    {
        if (request.Status is { Length: > 0 } status && !Statuses.Contains(status)) return Paging.Unknown("status", "工单状态", Statuses);
        if (request.Class is { Length: > 0 } @class && !ordinances.Classes.Contains(@class)) return Paging.Unknown("class", "差评类别", ordinances.Classes);
        if (request.Ordinance is { Length: > 0 } pack && ordinances.Current(pack) is null) return Paging.Unknown("ordinance", "规则包", [.. ordinances.All.Select(p => p.Ordinance.Code).Distinct()]);
        return request.Unit is { Length: > 0 } unit && !await db.Units.AnyAsync(u => u.Code == unit, cancellationToken) ? Paging.Unknown("unit", "单位") : null;
    }

    private IQueryable<Case> Filtered(IQueryable<Case> cases, ListCases request)
    {
        var now = clock.GetUtcNow();
        if (request.Status is { Length: > 0 } status) cases = cases.Where(c => c.Status == status);
        if (request.Unit is { Length: > 0 } unit) cases = cases.Where(c => db.Units.Any(u => u.Code == unit && c.UnitPath.StartsWith(u.Path)));
        if (request.Class is { Length: > 0 } @class) cases = cases.Where(c => c.Class == @class);
        if (request.Ordinance is { Length: > 0 } pack) cases = cases.Where(c => c.PackCode == pack);
        if (request.DueBefore is { } before) cases = cases.Where(c => c.DueAt < before);
        if (request.Overdue is { } overdue) cases = cases.Where(c => (c.OverdueAt != null || c.DueAt < (c.ClosedAt ?? now)) == overdue);
        foreach (var word in Paging.WordsOf(request.Query))
            cases = cases.Where(c => c.Number.Contains(word) || c.Subject.Contains(word) || db.Units.Any(u => u.Code == c.UnitCode && u.Name.Contains(word)));
        return cases;
    }

    private static IQueryable<Case>? Sorted(IQueryable<Case> cases, string? sort) => sort switch
    {
        null or "" or "-openedAt" => cases.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Number),
        "openedAt" => cases.OrderBy(c => c.OpenedAt).ThenBy(c => c.Number),
        "due" => cases.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Number),
        "-due" => cases.OrderBy(c => c.DueAt == null).ThenByDescending(c => c.DueAt).ThenBy(c => c.Number),
        _ => null,
    };

    private async Task<IReadOnlyList<CaseRow>> RowsAsync(List<Case> cases, CancellationToken cancellationToken)
    {
        var numbers = cases.ConvertAll(c => c.Number);
        var holders = (await db.Tasks.AsNoTracking().Where(t => numbers.Contains(t.CaseNumber) && t.Status == "open" && t.Assignee != null)
            .Select(t => new { t.CaseNumber, t.Assignee }).ToListAsync(cancellationToken)).ToLookup(t => t.CaseNumber, t => t.Assignee);
        var people = await names.OfAsync(holders.SelectMany(h => h), cancellationToken);
        var units = await names.OfUnitsAsync(cases.Select(c => c.UnitCode), cancellationToken);
        var counts = await clocks.OfAsync(numbers, cancellationToken);
        var now = clock.GetUtcNow();
        return cases.ConvertAll(c => new CaseRow(
            c.Number, c.Subject, c.Quote, c.Level, c.Class, c.Status, c.Step, c.UnitCode, units.GetValueOrDefault(c.UnitCode, c.UnitCode), c.OpenedAt, c.ClosedAt,
            c.DueAt, counts.GetValueOrDefault(c.Number)?.LastDay, c.OverdueAt is not null || c.DueAt < (c.ClosedAt ?? now), c.Status == "open" ? clocks.Count(counts.GetValueOrDefault(c.Number)) : null,
            holders[c.Number].FirstOrDefault() is { } holder ? people.GetValueOrDefault(holder, holder) : null));
    }
}
