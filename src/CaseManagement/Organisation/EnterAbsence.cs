using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Enters an absence and who stands in meanwhile: for oneself, or by who keeps the organisation.</summary>
/// <param name="UserName">Who is away; null for oneself.</param>
/// <param name="Substitute">Account name of the colleague.</param>
/// <param name="From">The first local day.</param>
/// <param name="Until">The last local day.</param>
public sealed record EnterAbsence(string? UserName, string? Substitute, DateOnly? From, DateOnly? Until) : IRequest<Result<AbsenceRow>>, IChange;

/// <summary>An absence as a person reads it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserName">Who is away.</param>
/// <param name="DisplayName">What colleagues call them.</param>
/// <param name="Substitute">Who stands in.</param>
/// <param name="SubstituteName">What colleagues call them.</param>
/// <param name="From">The first local day.</param>
/// <param name="Until">The last local day.</param>
/// <param name="State"><c>coming</c>, <c>now</c>, <c>over</c>, or <c>ended</c> before its time.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="EnteredAt">When.</param>
/// <param name="EndedAt">When it was ended before its time.</param>
public sealed record AbsenceRow(
    Guid Id, string UserName, string DisplayName, string Substitute, string SubstituteName, DateOnly From, DateOnly Until, string State, string EnteredBy, DateTimeOffset EnteredAt, DateTimeOffset? EndedAt);

internal sealed class EnterAbsenceHandler(CaseDbContext db, StoreDialect dialect, Substitutes substitutes, AbsenceRows rows, CurrentUser user, TimeProvider clock) : IRequestHandler<EnterAbsence, Result<AbsenceRow>>
{
    public async Task<Result<AbsenceRow>> Handle(EnterAbsence request, CancellationToken cancellationToken)
    {
        var away = await substitutes.RequireAwayAsync(request.UserName, "enterAbsence", cancellationToken);
        if (!away.Ok) return away.Refusal;
        var person = away.Value;
        if (request is not { From: { } from, Until: { } until }) return AbsenceRefusals.DatesRequired;
        if (until < from || until < clock.GetUtcNow().LocalDate()) return AbsenceRefusals.DatesInvalid;
        if (string.IsNullOrWhiteSpace(request.Substitute)) return AbsenceRefusals.SubstituteRequired;
        await dialect.HoldAsync(db, "absences", cancellationToken); // two entered at once must not cross
        if (await substitutes.For(person).SingleOrDefaultAsync(u => u.UserName == request.Substitute, cancellationToken) is not { } substitute) return AbsenceRefusals.NotASubstitute;
        if (await CrossedAsync(person.UserName!, substitute, from, until, cancellationToken) is { } crossed) return crossed;

        var absence = new Absence
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = person.UserName!, Substitute = substitute.UserName!, FromOn = from, UntilOn = until,
            EnteredBy = user.UserName, EnteredAt = clock.GetUtcNow(),
        };
        db.Add(absence);
        return (await rows.OfAsync([absence], cancellationToken))[0];
    }

    // Nobody stands in for somebody who stands in: what is lent is not lent on.
    private async Task<Refusal?> CrossedAsync(string away, User substitute, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        var others = await db.Set<Absence>().Within(from, until).Where(a => a.UserName == away || a.Substitute == away || a.UserName == substitute.UserName).ToListAsync(cancellationToken);
        if (others.Exists(a => a.UserName == away)) return AbsenceRefusals.Overlaps;
        if (others.Exists(a => a.UserName == substitute.UserName)) return AbsenceRefusals.SubstituteAway(substitute.DisplayName);
        return others.Find(a => a.Substitute == away) is { } standing ? AbsenceRefusals.StandsIn((await rows.OfAsync([standing], cancellationToken))[0].DisplayName) : null;
    }
}

internal static class AbsenceRefusals
{
    public static readonly Refusal NotYours = Refusal.NotAllowed("notYourAbsence", "只能登记自己的外出；代他人登记请联系系统管理员。本次尝试已记录。");
    public static readonly Refusal NotFound = Refusal.NotFound("absenceNotFound", "没有找到这条外出登记，请刷新后再试。");
    public static readonly Refusal PersonNotFound = Refusal.NotFound("personNotFound", "没有找到这个账号，请核对后再试。");
    public static readonly Refusal Over = Refusal.Conflict("absenceOver", "这次外出已经结束，不用再结束。");
    public static readonly Refusal DatesRequired = Refusal.Rule("datesRequired", "请填写外出的起止日期。", new FieldError("/from", "形如 2025-10-09。"), new FieldError("/until", "形如 2025-10-17，当天也算。"));
    public static readonly Refusal DatesInvalid = Refusal.Rule("datesInvalid", "止日不能早于起日，也不能早于今天。", new FieldError("/until", "请改为更晚的日期。"));
    public static readonly Refusal SubstituteRequired = Refusal.Rule("substituteRequired", "请选择代办人。", new FieldError("/substitute", "请选择代办人。"));
    public static readonly Refusal NotASubstitute = Refusal.Rule("notASubstitute", "代办人须是本地办理工单的另一位同事，请另选。", new FieldError("/substitute", "请选择列出的同事。"));
    public static readonly Refusal Overlaps = Refusal.Rule("absenceOverlaps", "这段时间已有外出登记，请先结束原来的登记。", new FieldError("/from", "与已有的外出登记重叠。"));

    public static Refusal SubstituteAway(string name) => Refusal.Rule("substituteAway", $"{name}在这段时间也外出，请另选代办人。", new FieldError("/substitute", "请另选代办人。"));

    public static Refusal StandsIn(string name) => Refusal.Rule("standsInForOther", $"这段时间正在为{name}代办，不能再转由他人代办；请先为{name}另行安排。", new FieldError("/from", $"请先为{name}另行安排代办人。"));
}
