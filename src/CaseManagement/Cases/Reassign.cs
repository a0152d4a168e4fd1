using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Unit = HaoChaPing.CaseManagement.Organisation.Unit;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The dispatching department gives a case to another unit of its area (改派). The clock is not reset; the history shows both units (X-CLK-2).</summary>
/// <param name="Number">The case.</param>
/// <param name="Unit">Code of the unit that handles from now on.</param>
/// <param name="Reason">Why; required.</param>
public sealed record Reassign(string Number, string? Unit, string? Reason) : IRequest<Result<Reassigned>>, IChange
{
    public string? Stream => Number;
}

/// <summary>Who handles the case from now on.</summary>
public sealed record Reassigned(string CaseNumber, string From, string To, DateTimeOffset? Due);

internal sealed class ReassignHandler(ReassignAct act, CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, DeadlineDesk deadlines, CaseTimeline timeline, TimeProvider clock)
    : IRequestHandler<Reassign, Result<Reassigned>>
{
    public async Task<Result<Reassigned>> Handle(Reassign request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        if (request.Unit == @case.UnitCode) return CaseRefusals.SameUnit;
        var from = await db.Units.AsNoTracking().SingleAsync(u => u.Code == @case.UnitCode, cancellationToken);
        var to = await act.Takers(@case, from).SingleOrDefaultAsync(u => u.Code == request.Unit, cancellationToken);
        if (to is null) return CaseRefusals.UnitNotHandling(request.Unit ?? "");
        if (await access.RefusalAsync(Acts.Dispatch, to.Path, @case.Number) is { } foreign) return foreign;

        await MoveAsync(@case, from, to, cancellationToken);
        timeline.Append(@case, access.SignatureFor(Acts.Dispatch, @case), "reassigned", new JsonObject { ["from"] = from.Code, ["to"] = to.Code, ["reason"] = reason });
        if (ordinances.Get(@case.PackCode, @case.PackVersion).Routing.ReassignmentResetsClock)
        {
            @case.UnitReceivedAt = clock.GetUtcNow();
            await deadlines.RestartAsync(@case, clock.GetUtcNow(), cancellationToken);
        }
        return new Reassigned(@case.Number, from.Code, to.Code, @case.DueAt);
    }

    // What the old unit had open goes along, without the person who held it.
    private async Task MoveAsync(Case @case, Unit from, Unit to, CancellationToken cancellationToken)
    {
        (@case.UnitCode, @case.UnitPath) = (to.Code, to.Path);
        foreach (var task in await db.Tasks.Where(t => t.CaseNumber == @case.Number && t.Status == "open" && t.UnitCode == from.Code).ToListAsync(cancellationToken))
            (task.UnitCode, task.UnitPath, task.Assignee, task.DelegatedBy, task.Revision) = (to.Code, to.Path, null, null, task.Revision + 1);
    }
}
