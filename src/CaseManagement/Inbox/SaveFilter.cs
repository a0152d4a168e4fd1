using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Saves a list of the inbox under a name, or changes one that was saved.</summary>
/// <param name="Id">The one to change; null for a new one.</param>
/// <param name="Name">Its name, one's own and those one sees together.</param>
/// <param name="Terms">What it looks for.</param>
/// <param name="Share">With one's own unit and the units below it.</param>
/// <param name="Revision">The revision the writer has before them; null for a new one.</param>
public sealed record SaveFilter(Guid? Id, string Name, FilterTerms Terms, bool Share, int? Revision = null) : IRequest<Result<SavedFilterRow>>, IChange;

internal sealed class SaveFilterHandler(TaskFilters filters, CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<SaveFilter, Result<SavedFilterRow>>
{
    /// <summary>More than this nobody finds again in a list in the side.</summary>
    internal const int Most = 30;

    public async Task<Result<SavedFilterRow>> Handle(SaveFilter request, CancellationToken cancellationToken)
    {
        var (name, terms) = (request.Name.Trim(), request.Terms.Trimmed());
        if (await filters.RefusedAsync(request.Id, name, terms, cancellationToken) is { } refusal) return refusal;
        if (request.Share && user.UnitPath.Length == 0) return FilterRefusals.NoUnit;
        var found = request.Id is { } id ? await ToChangeAsync(id, request.Revision, cancellationToken) : await NewAsync(name, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var filter = found.Value;
        (filter.Name, filter.View, filter.Kind, filter.Class, filter.DueGroup, filter.Words, filter.Sort) = (name, terms.View, terms.Kind, terms.Class, terms.DueGroup, terms.Words, terms.Sort);
        (filter.SharedUnder, filter.SavedAt, filter.Revision) = (request.Share ? user.UnitPath : null, clock.GetUtcNow(), filter.Revision + 1);
        return await filters.RowAsync(filter, cancellationToken);
    }

    private async Task<Result<SavedFilter>> ToChangeAsync(Guid id, int? seen, CancellationToken cancellationToken)
    {
        if (await filters.Seen().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is not { } filter) return FilterRefusals.NotFound;
        if (filter.Owner != user.UserName) return FilterRefusals.NotYours;
        return seen == filter.Revision ? filter : FilterRefusals.Changed;
    }

    private async Task<Result<SavedFilter>> NewAsync(string name, CancellationToken cancellationToken)
    {
        if (await db.Set<SavedFilter>().CountAsync(f => f.Owner == user.UserName, cancellationToken) >= Most) return FilterRefusals.TooMany;
        var filter = new SavedFilter { Id = Guid.CreateVersion7(clock.GetUtcNow()), Owner = user.UserName, Name = name, View = "mine", SavedAt = clock.GetUtcNow() };
        db.Add(filter);
        return filter;
    }
}

/// <summary>Deletes a filter one has saved; it goes from the side of those it was shared with.</summary>
/// <param name="Id">The filter.</param>
public sealed record DeleteFilter(Guid Id) : IRequest<Result<DeletedFilter>>, IChange;

public sealed record DeletedFilter(Guid Id, string Name);

internal sealed class DeleteFilterHandler(TaskFilters filters, CaseDbContext db, CurrentUser user) : IRequestHandler<DeleteFilter, Result<DeletedFilter>>
{
    public async Task<Result<DeletedFilter>> Handle(DeleteFilter request, CancellationToken cancellationToken)
    {
        if (await filters.Seen().SingleOrDefaultAsync(f => f.Id == request.Id, cancellationToken) is not { } filter) return FilterRefusals.NotFound;
        if (filter.Owner != user.UserName) return FilterRefusals.NotYours;
        db.Remove(filter);
        return new DeletedFilter(filter.Id, filter.Name);
    }
}
