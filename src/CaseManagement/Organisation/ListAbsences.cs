using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The absences a person has to do with, as the one away or the one who stands in; all of them for who keeps the organisation, those of the units they audit for auditors. Newest first.</summary>
public sealed record ListAbsences(int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<AbsenceRow>>>;

/// <summary>Who may stand in for somebody.</summary>
/// <param name="UserName">Who is away; null for oneself.</param>
public sealed record ListSubstitutes(string? UserName = null) : IRequest<Result<PageOf<SubstituteRow>>>;

/// <summary>A colleague to choose.</summary>
public sealed record SubstituteRow(string UserName, string DisplayName, string UnitName);

internal sealed class ListAbsencesHandler(CaseDbContext db, AbsenceRows rows, CurrentUser user) : IRequestHandler<ListAbsences, Result<PageOf<AbsenceRow>>>
{
    public async Task<Result<PageOf<AbsenceRow>>> Handle(ListAbsences request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var (me, all) = (user.UserName, user.May(Acts.Administer));
        var audited = db.Units.Where(user.Sees<Unit>(Acts.Audit, u => u.Path)).Select(u => u.Code);
        var found = db.Set<Absence>().AsNoTracking().Where(a => all || a.UserName == me || a.Substitute == me || db.Users.Any(u => u.UserName == a.UserName && audited.Contains(u.UnitCode)));
        var page = await found.OrderByDescending(a => a.FromOn).ThenByDescending(a => a.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<AbsenceRow>(await rows.OfAsync(page, cancellationToken), request.Page, request.PageSize, await found.CountAsync(cancellationToken));
    }
}

internal sealed class ListSubstitutesHandler(CaseDbContext db, Substitutes substitutes) : IRequestHandler<ListSubstitutes, Result<PageOf<SubstituteRow>>>
{
    private const int Most = 500;

    public async Task<Result<PageOf<SubstituteRow>>> Handle(ListSubstitutes request, CancellationToken cancellationToken)
    {
        var away = await substitutes.RequireAwayAsync(request.UserName, "listSubstitutes", cancellationToken);
        if (!away.Ok) return away.Refusal;
        var person = away.Value;
        return PageOf<SubstituteRow>.Whole(await substitutes.For(person)
            .OrderBy(u => u.UnitCode != person.UnitCode).ThenBy(u => u.UserName).Take(Most) // one's own unit first
            .Select(u => new SubstituteRow(u.UserName!, u.DisplayName, db.Units.Where(n => n.Code == u.UnitCode).Select(n => n.Name).FirstOrDefault() ?? ""))
            .ToListAsync(cancellationToken));
    }
}

/// <summary>Who may stand in for somebody: another person of the same place who works on cases. Auditors and window staff do not.</summary>
internal sealed class Substitutes(CaseDbContext db, AccessLog accessLog, CurrentUser user)
{
    /// <summary>Whose absence it is about: the user's own, or anybody's for who keeps the organisation. Another attempt is refused and recorded.</summary>
    public async Task<Result<User>> RequireAwayAsync(string? userName, string attempt, CancellationToken cancellationToken)
    {
        var away = string.IsNullOrWhiteSpace(userName) ? user.UserName : userName;
        if (away != user.UserName && !user.May(Acts.Administer))
        {
            await accessLog.RefusedAsync(attempt, away);
            return AbsenceRefusals.NotYours;
        }
        return await db.Users.AsNoTracking().Named(away).SingleOrDefaultAsync(cancellationToken) is { } person ? person : AbsenceRefusals.PersonNotFound;
    }

    public IQueryable<User> For(User away)
    {
        var place = db.Units.Where(u => u.Code == away.UnitCode).Select(u => u.Region);
        var reading = db.Permissions.Where(p => p.Act == Acts.ReadCase).Select(p => p.Role);
        var working = db.Permissions.Where(p => p.Act == Acts.Attach).Select(p => p.Role);
        return db.Users.AsNoTracking().Where(u => u.Id != away.Id && db.Units.Any(n => n.Code == u.UnitCode && place.Contains(n.Region))
            && db.RoleGrants.Any(g => g.UserId == u.Id && reading.Contains(g.Role)) && db.RoleGrants.Any(g => g.UserId == u.Id && working.Contains(g.Role)));
    }
}

internal sealed class AbsenceRows(DisplayNames people, TimeProvider clock)
{
    public async Task<IReadOnlyList<AbsenceRow>> OfAsync(IReadOnlyList<Absence> absences, CancellationToken cancellationToken)
    {
        var names = await people.OfAsync(absences.SelectMany(a => new[] { a.UserName, a.Substitute }), cancellationToken);
        var today = clock.GetUtcNow().LocalDate();
        return [.. absences.Select(a => new AbsenceRow(
            a.Id, a.UserName, names.GetValueOrDefault(a.UserName, a.UserName), a.Substitute, names.GetValueOrDefault(a.Substitute, a.Substitute), a.FromOn, a.UntilOn, StateOf(a, today), a.EnteredBy, a.EnteredAt, a.EndedAt))];
    }

    private static string StateOf(Absence absence, DateOnly today) =>
        absence.EndedAt is not null ? "ended" : absence.FromOn > today ? "coming" : absence.UntilOn < today ? "over" : "now";
}
