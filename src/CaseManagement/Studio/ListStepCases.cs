using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The cases behind a step of the heat map, those that have been there longest first.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version.</param>
/// <param name="NodeId">The step's place in it.</param>
/// <param name="Region">Cases of this place only.</param>
/// <param name="From">Cases opened on this local day or later.</param>
/// <param name="To">Cases opened on this local day or earlier.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListStepCases(string DefinitionId, int Version, string NodeId, string? Region = null, DateOnly? From = null, DateOnly? To = null, int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<StepCase>>>;

/// <summary>A case at a step.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Subject">What it is about; null for those who may not read it.</param>
/// <param name="Unit">Whose it is.</param>
/// <param name="Since">Since when it has been there.</param>
/// <param name="Due">Until when it shall be done.</param>
/// <param name="Overdue">Whether that is over.</param>
public sealed record StepCase(string Number, string? Subject, string Unit, DateTimeOffset Since, DateTimeOffset? Due, bool Overdue);

internal sealed class ListStepCasesHandler(CaseDbContext db, StandingCases standing, CurrentUser user) : IRequestHandler<ListStepCases, Result<PageOf<StepCase>>>
{
    public async Task<Result<PageOf<StepCase>>> Handle(ListStepCases request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        if (await standing.VersionAsync(request.DefinitionId, request.Version, cancellationToken) is not { } version) return StudioRefusals.DefinitionNotFound;
        var found = standing.Of(version.Id, request.Region, request.From, request.To).Where(at => at.NodeId == request.NodeId)
            .GroupBy(at => at.Number).Select(same => new { Number = same.Key, Since = same.Min(at => at.Since) });
        var total = await found.CountAsync(cancellationToken);
        var page = await found.OrderBy(at => at.Since).ThenBy(at => at.Number).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
            .Join(db.Cases, at => at.Number, c => c.Number, (at, c) => new { c.Number, c.Subject, c.UnitCode, c.UnitPath, at.Since, c.DueAt, c.OverdueAt }).OrderBy(c => c.Since).ThenBy(c => c.Number).ToListAsync(cancellationToken);
        var codes = page.Select(c => c.UnitCode).Distinct().ToList();
        var names = await db.Units.AsNoTracking().Where(u => codes.Contains(u.Code)).ToDictionaryAsync(u => u.Code, u => u.Name, cancellationToken);
        return new PageOf<StepCase>(
            [.. page.Select(c => new StepCase(c.Number, user.May(Acts.ReadCase, c.UnitPath) ? c.Subject : null, names.GetValueOrDefault(c.UnitCode, c.UnitCode), c.Since, c.DueAt, c.OverdueAt is not null))], request.Page, request.PageSize, total);
    }
}
