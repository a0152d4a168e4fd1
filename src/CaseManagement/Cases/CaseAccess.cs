using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The one check between a user and a case: an unknown number is not found, a foreign case is refused and the attempt recorded (X-WF-2).</summary>
public sealed class CaseAccess(CaseDbContext db, CurrentUser user, AccessLog accessLog)
{
    /// <summary>The case, tracked, when the user may perform the act on it.</summary>
    public async Task<Result<Case>> RequireAsync(string number, string act, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.SingleOrDefaultAsync(c => c.Number == number, cancellationToken);
        if (@case is null) return CaseRefusals.NotFound;
        return await RefusalAsync(act, @case.UnitPath, number) is { } refusal ? refusal : @case;
    }

    /// <summary>Who stands in the history for this act of the user.</summary>
    public Signature SignatureFor(string act, Case @case) => new(user.UserName, user.DisplayName, user.RoleFor(act, @case.UnitPath), user.UnitCode);

    /// <summary>Null when the user may perform the act on something of this unit; otherwise the refusal, with the attempt recorded.</summary>
    /// <param name="act">One of <see cref="Acts"/>.</param>
    /// <param name="unitPath">Path of the unit it belongs to.</param>
    /// <param name="subject">What the record names: the case number, or the task id behind it.</param>
    public async Task<Refusal?> RefusalAsync(string act, string unitPath, string subject)
    {
        if (user.May(act, unitPath)) return null;
        await accessLog.RefusedAsync(act, subject);
        return user.May(Acts.ReadCase, unitPath) ? HttpRefusals.NotAllowed : CaseRefusals.NotYourUnit;
    }
}

internal static partial class CaseRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("caseNotFound", "没有找到这件差评工单，请核对编号。");
    public static readonly Refusal NotYourUnit = Refusal.NotAllowed("notYourUnit", "这件工单不属于您的单位，不能查看或办理；本次访问已记录。");
}
