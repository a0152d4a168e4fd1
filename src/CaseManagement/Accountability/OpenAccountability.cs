using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>A supervisor opens an item by hand, on one of the grounds of the ordinance (AK-16-2 … AK-16-5).</summary>
/// <param name="Number">The case it comes from.</param>
/// <param name="Trigger">Ground code of the pack.</param>
/// <param name="Text">What happened; required.</param>
/// <param name="Person">User name of the person meant, if any.</param>
/// <param name="Attachments">Evidence, uploaded before.</param>
public sealed record OpenAccountability(string Number, string? Trigger, string? Text, string? Person, IReadOnlyList<Guid>? Attachments) : IRequest<Result<AccountabilityRow>>, IChange
{
    public string? Stream => Number;
}

/// <summary>An item. The words are shown to the bodies that decide; <c>Decision</c> is the form of the decision for whoever may decide now.</summary>
public sealed record AccountabilityRow(
    Guid Id, string CaseNumber, string Trigger, string? Clause, string Unit, string? Person, string Status, string? Measure, string OpenedBy, DateTimeOffset OpenedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Text, string TriggerName, string? MeasureName, string? UnitName = null, IReadOnlyList<FormField>? Decision = null)
{
    internal static AccountabilityRow Of(AccountabilityItem a, string? clause, string? text) =>
        new(a.Id, a.CaseNumber, a.Trigger, clause, a.UnitCode, a.Person, a.Status, a.Measure, a.OpenedBy, a.OpenedAt, a.DecidedBy, a.DecidedAt, text,
            AccountabilityWords.Trigger(a.Trigger), a.Measure is { } measure ? AccountabilityWords.Measure(measure) : null);
}

internal sealed class OpenAccountabilityHandler(
    OpenAccountabilityAct act, CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, CaseFiles files, PersonalData personalData, CaseTimeline timeline, CurrentUser user, TimeProvider clock)
    : IRequestHandler<OpenAccountability, Result<AccountabilityRow>>
{
    public async Task<Result<AccountabilityRow>> Handle(OpenAccountability request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        var rules = ordinances.Get(@case.PackCode, @case.PackVersion).Accountability;
        if (rules.Trigger(request.Trigger ?? "") is not { } trigger) return AccountabilityRefusals.UnknownTrigger(rules);
        if (request.Text?.Trim() is not { Length: > 0 and <= OpenAccountabilityAct.LongestText } text) return AccountabilityRefusals.TextRequired;
        if (request.Person is { Length: > 0 } person && !await db.Users.Named(person).AnyAsync(cancellationToken)) return AccountabilityRefusals.UnknownPerson;
        List<FieldError> errors = [];
        var attached = await files.NamedAsync(@case, [], [], request.Attachments ?? [], errors, cancellationToken);
        if (errors.Count > 0) return TaskRefusals.FieldsInvalid(errors);

        var item = new AccountabilityItem
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = @case.Number, Trigger = trigger.Code, UnitCode = @case.UnitCode, UnitPath = @case.UnitPath,
            Person = request.Person is { Length: > 0 } ? request.Person : null, TextSealed = personalData.Seal(text), Status = "open", OpenedBy = user.UserName, OpenedAt = clock.GetUtcNow(),
        };
        db.Add(item);
        foreach (var file in attached) file.CaseNumber = @case.Number;
        timeline.Append(@case, access.SignatureFor(Acts.AccountabilityOpen, @case), "accountabilityOpened", new JsonObject
        {
            ["item"] = item.Id.ToString(), ["trigger"] = trigger.Code,
            // A leak is shown with every look at the rater's data (AK-16-4).
            ["views"] = trigger.Code == "informationLeak" ? await ViewsAsync(@case, cancellationToken) : null,
        });
        return AccountabilityRow.Of(item, trigger.Ref, text: null);
    }

    private async Task<JsonArray> ViewsAsync(Case @case, CancellationToken cancellationToken) =>
        [.. (await db.CaseEvents.Where(e => e.CaseNumber == @case.Number && e.Type == "piiViewed").OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(cancellationToken)).Select(seq => JsonValue.Create(seq))];
}

/// <summary>Proposes an item when a case was finished late without an accepted reason (AK-16-1).</summary>
internal sealed class OverdueProposal(CaseDbContext db, OrdinanceCatalog ordinances, CaseTimeline timeline, TimeProvider clock) : ICaseEnding
{
    private const string Trigger = "overdueUnjustified";

    public ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken)
    {
        if (@case.Status != "closed" || @case.OverdueAt is null || @case.OverdueAccepted || ordinances.Get(@case.PackCode, @case.PackVersion).Accountability.Trigger(Trigger) is null) return ValueTask.CompletedTask;
        var item = new AccountabilityItem
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = @case.Number, Trigger = Trigger, UnitCode = @case.UnitCode, UnitPath = @case.UnitPath,
            Status = "proposed", OpenedBy = Signature.System.Actor, OpenedAt = clock.GetUtcNow(),
        };
        db.Add(item);
        timeline.Append(@case, Signature.System, "accountabilityProposed", new JsonObject { ["item"] = item.Id.ToString(), ["trigger"] = Trigger });
        return ValueTask.CompletedTask;
    }
}

/// <summary>Every "no" to accountability.</summary>
internal static class AccountabilityRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("accountabilityNotFound", "没有找到这件追责事项，请核对后再试。");
    public static readonly Refusal TextRequired = Refusal.Rule("textRequired", "请写明事实和依据。", new FieldError("/text", "请写明，最多 2000 字。"));
    public static readonly Refusal UnknownPerson = Refusal.Rule("unknownPerson", "没有这个账号，请核对后再提交。", new FieldError("/person", "没有这个账号。"));
    public static readonly Refusal AlreadyDecided = Refusal.Conflict("accountabilityDecided", "这件事项已有处理结果，不能再次处理。");
    public static readonly Refusal UnknownOutcome = Refusal.Rule("unknownOutcome", "请选择处理结果：excused（理由成立）或 decided（作出处理）。", new FieldError("/outcome", "excused 或 decided。"));
    public static readonly Refusal AlreadyAccepted = Refusal.Conflict("overdueAccepted", "本件的逾期理由已经认定，不用再次认定。");
    public static readonly Refusal NotOverdue = Refusal.Conflict("caseNotOverdue", "工单没有逾期，不需要认定理由。");

    public static Refusal UnknownTrigger(AccountabilityRules rules) => Refusal.Rule("unknownTrigger", "本地办法没有这项追责情形，请从列出的情形中选择。",
        new FieldError("/trigger", $"可选：{string.Join("、", (rules.Triggers ?? []).Select(t => t.Code))}。"));

    public static Refusal UnknownMeasure(IEnumerable<string> measures) => Refusal.Rule("unknownMeasure", "请从规则包的处理措施中选择。", new FieldError("/measure", $"可选：{string.Join("、", measures)}。"));
}
