using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>Who may dispute a rating, until when, with what (AK-15-3a, SP-9.2b, TJ-21a, YS-11d).</summary>
internal sealed class AppealAct(CaseDbContext db, OrdinanceCatalog ordinances, CaseAnchors anchors, TimeProvider clock) : ICaseAct
{
    public const int LongestGrounds = 2000;
    public const string Institution = "institution";
    public const string Staff = "staff";

    public string Name => "appeal";
    public string Title => "异议申诉";
    public string Act => Acts.AppealFile;

    public Refusal? Unfit(Case @case)
    {
        if (!Pack(@case).Appeal.Enabled) return AppealRefusals.NotAllowed;
        return @case.Status != "open" || @case.UnitReceivedAt is null ? AppealRefusals.NotRunning : null;
    }

    public async ValueTask<bool> MayAsync(Case @case, CurrentUser user, CancellationToken cancellationToken) => await ApplicantAsync(@case, user, cancellationToken) is not null;

    /// <summary>As whom the user may appeal: the unit that handles, or the person rated where the pack lets staff appeal. Null when as neither.</summary>
    public async ValueTask<string?> ApplicantAsync(Case @case, CurrentUser user, CancellationToken cancellationToken)
    {
        if (user.May(Act, @case.UnitPath)) return Institution;
        if (Pack(@case).Appeal.Applicants?.Contains(Staff) != true) return null;
        var service = (await CaseVoice.OfAsync(db, @case, cancellationToken)).ServiceId;
        var rated = await db.Set<ServiceMatter>().Where(s => s.Id == service).Select(s => s.Staff).SingleOrDefaultAsync(cancellationToken);
        return rated == user.UserName ? Staff : null;
    }

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<Appeal>().Where(a => a.CaseNumber == @case.Number).Select(a => a.Status).ToListAsync(cancellationToken);
        if (earlier.Contains(AppealStatus.Pending)) return AppealRefusals.Pending;
        if (@case.Rehandlings > 0) return AppealRefusals.NotInRehandling;
        if (earlier.Contains(AppealStatus.Decided)) return AppealRefusals.AlreadyDecided;
        return await anchors.WindowAsync(@case, "appeal.apply", cancellationToken) is { } closes && clock.GetUtcNow() > closes ? AppealRefusals.WindowClosed(closes) : null;
    }

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var rules = Pack(@case).Appeal;
        return ValueTask.FromResult<IReadOnlyList<FormField>>(
        [
            new("grounds", "申诉理由", "text", Required: true, Multiline: true, MaxLength: LongestGrounds, Hint: "写清评价为什么不属实、误评或恶意。"),
            new("attachments", rules.Form == "written" ? "书面申诉材料" : "证据材料", "attachment", Required: rules.Form == "written" || rules.EvidenceRequired),
        ]);
    }

    private Ordinance Pack(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion);
}
