using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Back before its time, or cancelled: from now on nobody stands in.</summary>
/// <param name="Id">The absence.</param>
public sealed record EndAbsence(Guid Id) : IRequest<Result<AbsenceRow>>, IChange;

internal sealed class EndAbsenceHandler(CaseDbContext db, StoreDialect dialect, AbsenceRows rows, AccessLog accessLog, CurrentUser user, TimeProvider clock) : IRequestHandler<EndAbsence, Result<AbsenceRow>>
{
    public async Task<Result<AbsenceRow>> Handle(EndAbsence request, CancellationToken cancellationToken)
    {
        await dialect.HoldAsync(db, "absences", cancellationToken); // ended once, and by whom it says
        if (await db.Set<Absence>().SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) is not { } absence) return AbsenceRefusals.NotFound;
        if (absence.UserName != user.UserName && !user.May(Acts.Administer))
        {
            await accessLog.RefusedAsync("endAbsence", absence.Id.ToString());
            return AbsenceRefusals.NotYours;
        }
        if (absence.EndedAt is not null || absence.UntilOn < clock.GetUtcNow().LocalDate()) return AbsenceRefusals.Over;
        (absence.EndedBy, absence.EndedAt) = (user.UserName, clock.GetUtcNow());
        return (await rows.OfAsync([absence], cancellationToken))[0];
    }
}
