using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>A page of definition versions.</summary>
internal sealed record ListDefinitions(
    VersionChoice Versions, IReadOnlyList<string> DefinitionIds, IReadOnlyList<string> Ids, string? Search, string? OrderBy, bool Descending, int Page, int? PageSize) : IRequest<Result<DefinitionList>>;

/// <summary>The versions of a page, and how many there are.</summary>
internal sealed record DefinitionList(IReadOnlyList<WorkflowDefinitionVersion> Rows, int Total);

internal sealed class ListDefinitionsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListDefinitions, Result<DefinitionList>>
{
    private const int Largest = 1000;

    public async Task<Result<DefinitionList>> Handle(ListDefinitions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var found = Filtered(request);
        var total = await found.CountAsync(cancellationToken);
        var size = Math.Clamp(request.PageSize ?? Largest, 1, Largest);
        var rows = await Ordered(found, request).Skip((int)Math.Min(Math.Max(request.Page, 0) * (long)size, int.MaxValue)).Take(size).ToListAsync(cancellationToken);
        return new DefinitionList(rows, total);
    }

    private IQueryable<WorkflowDefinitionVersion> Filtered(ListDefinitions request)
    {
        var found = request.Versions.Of(db.DefinitionVersions.AsNoTracking());
        if (request.DefinitionIds.Count > 0) found = found.Where(v => request.DefinitionIds.Contains(v.DefinitionId));
        if (request.Ids.Count > 0) found = found.Where(v => request.Ids.Contains(v.Id));
        foreach (var word in Paging.WordsOf(request.Search)) found = found.Where(v => v.Name.Contains(word) || v.DefinitionId.Contains(word) || v.Id == word);
        return found;
    }

    private static IOrderedQueryable<WorkflowDefinitionVersion> Ordered(IQueryable<WorkflowDefinitionVersion> found, ListDefinitions request) => (request.OrderBy?.ToUpperInvariant(), request.Descending) switch
    {
        ("VERSION", false) => found.OrderBy(v => v.Version).ThenBy(v => v.Id),
        ("VERSION", true) => found.OrderByDescending(v => v.Version).ThenBy(v => v.Id),
        ("NAME", true) => found.OrderByDescending(v => v.Name).ThenBy(v => v.Id),
        ("NAME", false) => found.OrderBy(v => v.Name).ThenBy(v => v.Id),
        (_, false) when request.OrderBy is not null => found.OrderBy(v => v.CreatedAt).ThenBy(v => v.Id),
        _ => found.OrderByDescending(v => v.CreatedAt).ThenByDescending(v => v.Id),
    };
}
