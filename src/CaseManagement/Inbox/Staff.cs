using System.Linq.Expressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The people whose work the user may arrange: all for who keeps the organisation, those of the units where the user steers, and the user.</summary>
public sealed class Staff(CaseDbContext db, CurrentUser user, AccessLog accessLog)
{
    /// <summary>As a query.</summary>
    public IQueryable<User> Mine()
    {
        if (user.May(Acts.Administer)) return db.Users.AsNoTracking();
        var me = user.UserName;
        Expression<Func<Organisation.Unit, bool>> steered = TaskAccess.Steering.Select(act => user.Sees<Organisation.Unit>(act, u => u.Path)).Aggregate(Filters.Or);
        var units = db.Units.Where(steered).Select(u => u.Code);
        return db.Users.AsNoTracking().Where(u => u.UserName == me || units.Contains(u.UnitCode));
    }

    /// <summary>One of them; a refused attempt is recorded.</summary>
    public async Task<Result<Person>> RequireAsync(string userName, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsNoTracking().Named(userName).SingleOrDefaultAsync(cancellationToken);
        if (person is not null && await Mine().AnyAsync(u => u.Id == person.Id, cancellationToken)) return new Person(person.UserName!, person.DisplayName, person.UnitCode);
        // Who may arrange nobody's work is not told who exists.
        if (person is null && user.May(Acts.Administer)) return AbsenceRefusals.PersonNotFound;
        await accessLog.RefusedAsync("handOver", userName);
        return TaskRefusals.NotYourStaff;
    }
}

/// <summary>Somebody at work.</summary>
public sealed record Person(string UserName, string DisplayName, string UnitCode);

/// <summary>The people whose work the user may arrange, with what they hold.</summary>
/// <param name="Query">Words of the name, the account or the unit.</param>
public sealed record ListStaff(string? Query = null) : IRequest<Result<PageOf<Colleague>>>;

internal sealed class ListStaffHandler(Staff staff, Colleagues colleagues, CaseDbContext db) : IRequestHandler<ListStaff, Result<PageOf<Colleague>>>
{
    public async Task<Result<PageOf<Colleague>>> Handle(ListStaff request, CancellationToken cancellationToken)
    {
        var people = staff.Mine();
        foreach (var word in Paging.WordsOf(request.Query))
            people = people.Where(u => u.UserName!.Contains(word) || u.DisplayName.Contains(word) || db.Units.Any(n => n.Code == u.UnitCode && n.Name.Contains(word)));
        return await colleagues.ListAsync(people, cancellationToken);
    }
}
