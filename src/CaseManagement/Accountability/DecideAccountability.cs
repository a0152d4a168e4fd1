using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>The body the ordinance names decides (AK-16-0), or accepts the reason.</summary>
/// <param name="Id">The item.</param>
/// <param name="Outcome"><c>excused</c> or <c>decided</c>.</param>
/// <param name="Measure">A measure of the pack; required with <c>decided</c> where the pack names any.</param>
/// <param name="Text">The grounds; required.</param>
public sealed record DecideAccountability(Guid Id, string? Outcome, string? Measure, string? Text) : IRequest<Result<AccountabilityRow>>, IChange
{
    public Task<string?> StreamAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        db.Set<AccountabilityItem>().Where(a => a.Id == Id).Select(a => (string?)a.CaseNumber).SingleOrDefaultAsync(cancellationToken);
}

internal sealed class DecideAccountabilityHandler(
    CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, PersonalData personalData, CaseTimeline timeline, CurrentUser user, TimeProvider clock)
    : IRequestHandler<DecideAccountability, Result<AccountabilityRow>>
{
    public async Task<Result<AccountabilityRow>> Handle(DecideAccountability request, CancellationToken cancellationToken)
    {
        if (await db.Set<AccountabilityItem>().FindAsync([request.Id], cancellationToken) is not { } item) return AccountabilityRefusals.NotFound;
        var found = await access.RequireAsync(item.CaseNumber, Acts.AccountabilityDecide, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rules = ordinances.Get(found.Value.PackCode, found.Value.PackVersion).Accountability;
        if (!AccountabilityDecision.IsOpen(item)) return AccountabilityRefusals.AlreadyDecided;
        if (request.Outcome is not ("excused" or "decided")) return AccountabilityRefusals.UnknownOutcome;
        var measures = AccountabilityDecision.MeasuresOf(rules);
        if (request.Outcome == "decided" && measures.Count > 0 && !measures.Contains(request.Measure ?? "")) return AccountabilityRefusals.UnknownMeasure(measures);
        if (CaseRefusals.ReasonIn(request.Text) is not { } text) return AccountabilityRefusals.TextRequired;

        (item.Status, item.Measure, item.DecisionSealed) = (request.Outcome, request.Outcome == "decided" ? request.Measure : null, personalData.Seal(text));
        (item.DecidedBy, item.DecidedAt) = (user.UserName, clock.GetUtcNow());
        timeline.Append(found.Value, access.SignatureFor(Acts.AccountabilityDecide, found.Value), "accountabilityDecided", new JsonObject
        {
            ["item"] = item.Id.ToString(), ["outcome"] = item.Status, ["measure"] = item.Measure,
        });
        return AccountabilityRow.Of(item, rules.Trigger(item.Trigger)?.Ref, text: null);
    }
}

/// <summary>What a decision on an item takes.</summary>
internal static class AccountabilityDecision
{
    public static bool IsOpen(AccountabilityItem item) => item.Status is not ("decided" or "excused");

    /// <summary>The measures of the ordinance.</summary>
    public static IReadOnlyList<string> MeasuresOf(AccountabilityRules rules) => [.. rules.Ladder ?? [], .. rules.Actions ?? []];

    public static IReadOnlyList<FormField> Form(AccountabilityRules rules)
    {
        List<FormField> fields = [new("outcome", "处理结果", "choice", Required: true, Options: [new("decided", "作出处理"), new("excused", "理由成立，不追究")])];
        if (MeasuresOf(rules) is { Count: > 0 } measures)
            fields.Add(new("measure", "处理措施", "choice", Options: [.. measures.Select(m => new FormOption(m, AccountabilityWords.Measure(m)))], Hint: "作出处理时必选。"));
        fields.Add(new("text", "处理依据", "text", Required: true, Multiline: true, MaxLength: CaseRefusals.LongestReason));
        return fields;
    }
}

/// <summary>A supervisor accepts the reason why a case is late; nothing is proposed when it is finished (AK-16-1).</summary>
/// <param name="Number">The case.</param>
/// <param name="Reason">The accepted reason; required.</param>
public sealed record AcceptOverdue(string Number, string? Reason) : IRequest<Result<OverdueAccepted>>, IChange
{
    public string? Stream => Number;
}

/// <summary>The reason has been accepted.</summary>
public sealed record OverdueAccepted(string CaseNumber);

internal sealed class AcceptOverdueHandler(AcceptOverdueAct act, CaseAccess access, CaseTimeline timeline) : IRequestHandler<AcceptOverdue, Result<OverdueAccepted>>
{
    public async Task<Result<OverdueAccepted>> Handle(AcceptOverdue request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        @case.OverdueAccepted = true;
        timeline.Append(@case, access.SignatureFor(Acts.AccountabilityOpen, @case), "overdueAccepted", new JsonObject { ["reason"] = reason });
        return new OverdueAccepted(@case.Number);
    }
}

/// <summary>The items of the user's units, newest first.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="Trigger">Null for all.</param>
/// <param name="CaseNumber">Null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">At most 200.</param>
public sealed record ListAccountability(string? Status, string? Trigger, string? CaseNumber, int Page, int PageSize) : IRequest<Result<PageOf<AccountabilityRow>>>;

internal sealed class ListAccountabilityHandler(CaseDbContext db, PersonalData personalData, OrdinanceCatalog ordinances, DisplayNames names, CurrentUser user) : IRequestHandler<ListAccountability, Result<PageOf<AccountabilityRow>>>
{
    public async Task<Result<PageOf<AccountabilityRow>>> Handle(ListAccountability request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var items = db.Set<AccountabilityItem>().AsNoTracking().Where(user.Sees<AccountabilityItem>(Acts.ReadCase, a => a.UnitPath))
            .Where(a => (request.Status == null || a.Status == request.Status) && (request.Trigger == null || a.Trigger == request.Trigger) && (request.CaseNumber == null || a.CaseNumber == request.CaseNumber));
        var total = await items.CountAsync(cancellationToken);
        var rows = await items.OrderByDescending(a => a.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
            .Join(db.Cases, a => a.CaseNumber, c => c.Number, (a, c) => new { Item = a, c.PackCode, c.PackVersion }).ToListAsync(cancellationToken);
        var unitNames = await names.OfUnitsAsync(rows.Select(r => r.Item.UnitCode), cancellationToken);
        return new PageOf<AccountabilityRow>(rows.ConvertAll(r => Row(r.Item, ordinances.Get(r.PackCode, r.PackVersion).Accountability, unitNames)), request.Page, request.PageSize, total);
    }

    private AccountabilityRow Row(AccountabilityItem item, AccountabilityRules rules, IReadOnlyDictionary<string, string> unitNames) =>
        AccountabilityRow.Of(item, rules.Trigger(item.Trigger)?.Ref, MayRead(item) ? personalData.Open(item.TextSealed) : null) with
        {
            UnitName = unitNames.GetValueOrDefault(item.UnitCode, item.UnitCode),
            Decision = AccountabilityDecision.IsOpen(item) && user.May(Acts.AccountabilityDecide, item.UnitPath) ? AccountabilityDecision.Form(rules) : null,
        };

    // Only those who open or decide such items read what is said of people.
    private bool MayRead(AccountabilityItem item) => user.May(Acts.AccountabilityOpen, item.UnitPath) || user.May(Acts.AccountabilityDecide, item.UnitPath);
}
