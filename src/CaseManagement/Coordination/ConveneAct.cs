using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>Who may convene the departments of a case, and which departments there are (AK-15-4, TJ-20-3).</summary>
internal sealed class ConveneAct(CaseDbContext db, OrdinanceCatalog ordinances, TaskUnits units) : ICaseAct
{
    public const int LongestReason = 1000;

    public string Name => "coordination";
    public string Title => "召集会商";
    public string Act => Acts.Coordinate;

    public Refusal? Unfit(Case @case)
    {
        if (Rules(@case) is not { Enabled: true }) return CoordinationRefusals.NotAllowed;
        return @case.Status != "open" || @case.UnitReceivedAt is null ? CoordinationRefusals.NotInHand : null;
    }

    public async ValueTask<bool> MayAsync(Case @case, CurrentUser user, CancellationToken cancellationToken) =>
        user.May(Act, @case.UnitPath) && user.Holds(await units.RoleAsync(@case, Rules(@case)!.Convenor ?? TaskUnits.HandlingUnit, Act, cancellationToken), @case.UnitPath);

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) =>
        await db.Set<JointHandling>().AnyAsync(j => j.CaseNumber == @case.Number && j.Status == "open", cancellationToken) ? CoordinationRefusals.AlreadyOpen : null;

    public async ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var others = await Invitable(@case).Where(u => u.Code != @case.UnitCode).OrderBy(u => u.Path).Select(u => new FormOption(u.Code, u.Name)).ToListAsync(cancellationToken);
        return
        [
            new("units", "参加单位", "choices", Required: true, Options: others, Hint: $"承办单位一定参加，不用选；连它在内至少 {Rules(@case)!.MinParticipants} 个单位。"),
            new("reason", "会商理由", "text", Required: true, Multiline: true, MaxLength: LongestReason, Hint: "写清为什么涉及多个部门。"),
        ];
    }

    /// <summary>The units that can be asked.</summary>
    public IQueryable<Unit> Invitable(Case @case) => db.Units.AsNoTracking().Where(u => u.Region == @case.Region && u.Role != "");

    private CoordinationRules? Rules(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Case.Coordination;
}
