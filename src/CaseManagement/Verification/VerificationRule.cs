using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Verification;

/// <summary>
/// Finding the facts: the rater is contacted before (AK-15-1a, TJ-19a), the headings of the place are answered (SP-4.3a, SP-9.1), the class decides the limit, and where
/// the place sets the limit case by case the verifier names its day (GD-15b). Where there is no appeal, the unit itself may find the rating untrue, with evidence (GD-15c).
/// </summary>
internal sealed class VerificationRule(CaseDbContext db, OrdinanceCatalog ordinances, CaseTimeline timeline, CaseAnchors anchors, DeadlineDesk deadlines, TimeProvider clock) : ITaskRule
{
    private const string Confirmed = "confirmed";
    private static readonly string[] Contact = ["contacted", "contactMethod"];
    private static readonly string[] Headings = ["quality", "efficiency", "attitude", "reasonableClaim", "rootCause"];

    public string Kind => "verify";

    public IReadOnlyList<TaskOutcome> OutcomesOf(Case @case, IReadOnlyList<TaskOutcome> outcomes) =>
        Pack(@case).Appeal.Enabled ? [.. outcomes.Where(o => o.Name != "invalid")] : outcomes;

    // What the pack demands, the form says from the start; what the place does not know, it does not ask.
    public async ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken)
    {
        var pack = Pack(work.Case);
        var convened = await ConvenedAsync(work.Case, cancellationToken);
        return [.. fields.Where(f => Asks(pack, f.Name)).Select(f => convened && f.Name == "class" ? AsConvened(f) : Demanded(pack, f))];
    }

    public Refusal? RefusalOf(IReadOnlyList<FieldError> errors) =>
        errors.All(e => Contact.Any(name => e.Pointer == FormRules.Pointer(name))) ? VerificationRefusals.ContactRequired : null;

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        if (work.Outcome != Confirmed) return null;
        var pack = Pack(work.Case);
        if (ContactRequired(pack) && (work.Fields["contacted"]?.GetValue<bool>() != true || string.IsNullOrEmpty((string?)work.Fields["contactMethod"])))
            return VerificationRefusals.ContactRequired;
        if ((string?)work.Fields["class"] is { Length: > 0 } @class && @class != work.Case.Class)
        {
            if (await ConvenedAsync(work.Case, cancellationToken)) return VerificationRefusals.Convened;
            Classify(work, @class);
        }
        return (string?)work.Fields["rectifyBy"] is { Length: > 0 } day ? await EndOnAsync(work, pack, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), cancellationToken) : null;
    }

    private static bool Asks(Ordinance pack, string field) => field switch
    {
        "class" => pack.Case.Classes is { Count: > 1 },
        "onTheSpot" => pack.Case.Classes?.Any(c => c.OnTheSpot) == true,
        "rectifyBy" => pack.Case.LimitPerCase,
        _ => !Headings.Contains(field) || pack.Case.Verification?.Fields?.Contains(field) == true,
    };

    private static FormField Demanded(Ordinance pack, FormField field) => field.Name switch
    {
        "contacted" or "contactMethod" when ContactRequired(pack) => field with { RequiredFor = [Confirmed] },
        "rectifyBy" => field with { RequiredFor = [Confirmed] },
        // Who only convenes others cannot put a case into the class that is handled jointly; the convenor does it (AK-15-4).
        "class" when pack.Case.Coordination is { Enabled: true, Convenor: not TaskUnits.HandlingUnit } =>
            field with { Options = [.. (field.Options ?? []).Where(o => o.Value != CaseClass.Complex)] },
        _ when Headings.Contains(field.Name) => field with { RequiredFor = [Confirmed] },
        _ => field,
    };

    // What was convened is complex (AK-15-4); another class needs its reason, which this form does not ask (X-CLK-6).
    private async Task<bool> ConvenedAsync(Case @case, CancellationToken cancellationToken) =>
        @case.Class == CaseClass.Complex && await db.CaseEvents.AnyAsync(e => e.CaseNumber == @case.Number && e.Type == "coordinationStarted", cancellationToken);

    private static FormField AsConvened(FormField field) =>
        field with { Options = [.. (field.Options ?? []).Where(o => o.Value == CaseClass.Complex)], Hint = "已召集会商，按复杂类办理；要改类别，请用“变更类别”并写明理由。" };

    // Not in the past, and not beyond what the pack allows at most.
    private async Task<Refusal?> EndOnAsync(TaskWork work, Ordinance pack, DateOnly day, CancellationToken cancellationToken)
    {
        if (day < clock.GetUtcNow().LocalDate()) return VerificationRefusals.DayInThePast;
        var timer = pack.Case.Classes![0].Timers[^1];
        if (await anchors.WindowAsync(work.Case, timer, cancellationToken) is { } most && day > most.AddTicks(-1).LocalDate()) return VerificationRefusals.DayTooLate(most.AddTicks(-1).LocalDate());
        timeline.Append(work.Case, work.By, "rectificationDaySet", new JsonObject { ["day"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        await deadlines.EndOnAsync(work.Case, day, "rectificationDaySet", cancellationToken);
        return null;
    }

    private static bool ContactRequired(Ordinance pack) => pack.Case.Verification?.ContactRequired == true;

    private Ordinance Pack(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion);

    private void Classify(TaskWork work, string @class)
    {
        timeline.Append(work.Case, work.By, "classified", new JsonObject { ["from"] = work.Case.Class, ["to"] = @class });
        work.Case.Class = @class;
    }
}

internal static class VerificationRefusals
{
    public static readonly Refusal ContactRequired = Refusal.Rule("contactRequired", "请先联系评价人，勾选“已联系评价人”并选择“联系方式”，再提交核实结果。",
        new FieldError("/fields/contacted", "请先联系评价人，再勾选“已联系评价人”。"), new FieldError("/fields/contactMethod", "请选择“联系方式”。"));

    public static readonly Refusal DayInThePast = Refusal.Rule("rectifyByInvalid", "整改期限不能早于今天，请改后再提交。", new FieldError("/fields/rectifyBy", "不能早于今天。"));

    public static readonly Refusal Convened = Refusal.Rule("coordinationConvened", "本件已召集会商，按复杂类办理；要改类别，请用“变更类别”并写明理由。",
        new FieldError("/fields/class", "已召集会商的按复杂类办理。"));

    public static Refusal DayTooLate(DateOnly most) => Refusal.Rule("exceedsMaximum", $"整改期限最晚到 {most.Month}月{most.Day}日，请改早后再提交。", new FieldError("/fields/rectifyBy", $"最晚 {most.Month}月{most.Day}日。"));
}
