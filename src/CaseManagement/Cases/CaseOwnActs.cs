using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Unit = HaoChaPing.CaseManagement.Organisation.Unit;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>When a case can go to another unit, and to which: of the same place, role and level, within the user's area (X-CLK-2).</summary>
internal sealed class ReassignAct(CaseDbContext db, CurrentUser user) : ICaseAct
{
    public string Name => "reassign";
    public string Title => "改派";
    public string Act => Acts.Dispatch;

    public Refusal? Unfit(Case @case) => @case.Status != "open" || @case.UnitReceivedAt is null ? CaseRefusals.NotInHand : null;

    public async ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var from = await db.Units.AsNoTracking().SingleAsync(u => u.Code == @case.UnitCode, cancellationToken);
        var others = await Takers(@case, from).Where(u => u.Code != from.Code).OrderBy(u => u.Path).ToListAsync(cancellationToken);
        return
        [
            new("unit", "改派给", "unit", Required: true, Options: [.. others.Where(u => user.May(Act, u.Path)).Select(u => new FormOption(u.Code, u.Name))]),
            new("reason", "改派理由", "text", Required: true, Multiline: true, MaxLength: CaseRefusals.LongestReason),
        ];
    }

    /// <summary>Units of the same role: the path of the running workflow leads to that role.</summary>
    public IQueryable<Unit> Takers(Case @case, Unit from) => db.Units.AsNoTracking().Where(u => u.Region == @case.Region && u.Role == from.Role && u.Level == from.Level);
}

/// <summary>Which other classes a case can be put into (X-CLK-6).</summary>
internal sealed class ReclassifyAct(OrdinanceCatalog ordinances) : ICaseAct
{
    public string Name => "reclassify";
    public string Title => "变更类别";
    public string Act => Acts.Classify;

    public Refusal? Unfit(Case @case)
    {
        if (@case.Status != "open" || @case.UnitReceivedAt is null) return CaseRefusals.NotInHand;
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        return pack.Case.Classes is { Count: > 1 } ? null : CaseRefusals.UnknownClass(pack);
    }

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        return ValueTask.FromResult<IReadOnlyList<FormField>>(
        [
            new("class", "新类别", "choice", Required: true, Options: [.. pack.Case.Classes!.Where(c => c.Code != @case.Class && !MustBeConvened(pack, c)).Select(c => new FormOption(c.Code, c.Name ?? c.Code))]),
            new("reason", "变更理由", "text", Required: true, Multiline: true, MaxLength: CaseRefusals.LongestReason),
        ]);
    }

    /// <summary>What several departments handle together is convened, not declared (AK-15-4).</summary>
    public static bool MustBeConvened(Ordinance pack, CaseClass to) =>
        to.Code == CaseClass.Complex && pack.Case.Coordination is { Enabled: true, Convenor: not TaskUnits.HandlingUnit };
}

/// <summary>Whether the unit may name a later day by itself, and how often (YS-13c).</summary>
internal sealed class LaterDayAct(CaseDbContext db, OrdinanceCatalog ordinances) : ICaseAct
{
    public string Name => "laterDeadline";
    public string Title => "确定新期限"; // nobody has to approve it
    public string Act => Acts.Rectify;

    public Refusal? Unfit(Case @case)
    {
        if (Rules(@case) is not { Enabled: true }) return CaseRefusals.LaterDayNotAllowed;
        return @case.Status != "open" || @case.DueAt is null ? CaseRefusals.NotInHand : null;
    }

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) =>
        Rules(@case)!.Max is { } most && await db.CaseEvents.CountAsync(e => e.CaseNumber == @case.Number && e.Type == "laterDayNamed", cancellationToken) >= most ? CaseRefusals.LaterDayUsedUp : null;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var last = @case.DueAt!.Value.AddTicks(-1).LocalDate();
        return ValueTask.FromResult<IReadOnlyList<FormField>>(
        [
            new("newDue", "新的办结日期", "date", Required: true, Hint: string.Create(CultureInfo.InvariantCulture, $"要晚于现在的截止日 {last.Month}月{last.Day}日。")),
            new("reason", "理由", "text", Required: true, Multiline: true, MaxLength: CaseRefusals.LongestReason),
        ]);
    }

    private LaterDeadlineRules? Rules(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Case.LaterDeadline;
}

/// <summary>Everybody who works on cases may leave a note, on a finished case too.</summary>
internal sealed class CommentAct : ICaseAct
{
    public const int LongestText = 2000;

    public string Name => "comment";
    public string Title => "留言";
    public string Act => Acts.Attach;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>([new("text", "内容", "text", Required: true, Multiline: true, MaxLength: LongestText)]);
}
