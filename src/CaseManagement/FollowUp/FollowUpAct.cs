using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>When the rater of a case can be asked: once it is closed, and not while somebody is asking already (AK-15-5a).</summary>
internal sealed class FollowUpAct(CaseDbContext db, OrdinanceCatalog ordinances) : ICaseAct
{
    public string Name => "followUp";
    public string Title => "列入回访";
    public string Act => Acts.FollowUp;

    public Refusal? Unfit(Case @case)
    {
        if (!ordinances.Get(@case.PackCode, @case.PackVersion).FollowUp.Enabled) return FollowUpRefusals.NotAllowed;
        return @case.Status != "closed" ? FollowUpRefusals.NotClosed : null;
    }

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) =>
        await db.Set<FollowUpVisit>().AnyAsync(v => v.CaseNumber == @case.Number && v.Status == "open", cancellationToken) ? FollowUpRefusals.AlreadyOpen : null;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<FormField>>([]);
}
