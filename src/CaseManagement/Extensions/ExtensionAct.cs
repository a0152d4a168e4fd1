using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>What the ordinance says about asking for more time: whether at all, how often, until when, with what (AK-15-1c, AK-15-1d).</summary>
internal sealed class ExtensionAct(CaseDbContext db, OrdinanceCatalog ordinances, CaseAnchors anchors, TimeProvider clock) : ICaseAct
{
    public const int LongestReason = 1000;

    public string Name => "extension";
    public string Title => "申请延期";
    public string Act => Acts.ExtensionRequest;

    public Refusal? Unfit(Case @case)
    {
        if (@case.Status != "open" || @case.UnitReceivedAt is null) return ExtensionRefusals.NotRunning;
        return Pack(@case).Case.Extension is { Enabled: true } rules && AppliesTo(@case, rules) ? null : ExtensionRefusals.NotAllowed;
    }

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<Extension>().Where(e => e.CaseNumber == @case.Number).Select(e => e.Status).ToListAsync(cancellationToken);
        if (earlier.Count(s => s == ExtensionStatus.Granted) >= Pack(@case).Case.Extension!.MaxTimes) return ExtensionRefusals.MaxTimes;
        if (earlier.Contains(ExtensionStatus.Pending)) return ExtensionRefusals.Pending;
        return await anchors.WindowAsync(@case, "extension.request", cancellationToken) is { } closes && clock.GetUtcNow() > closes ? ExtensionRefusals.WindowClosed(closes) : null;
    }

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken)
    {
        var most = Most(@case);
        var spans = Enumerable.Range(1, most.Amount).Select(n => new Duration(n, most.Unit));
        return ValueTask.FromResult<IReadOnlyList<FormField>>(
        [
            new("extension", "延期多久", "choice", Required: true, Hint: $"最多 {ExtensionRefusals.Span(most)}。", Options: [.. spans.Select(d => new FormOption($"{d.Amount} {d.Unit}", ExtensionRefusals.Span(d)))]),
            new("reason", "延期理由", "text", Required: true, Multiline: true, MaxLength: LongestReason, Hint: "写清什么情况使本件不能按期办结。"),
            new("stampedFile", "加盖公章的书面申请", "attachment", Required: SealRequired(@case)),
            new("attachments", "其他材料", "attachment"),
        ]);
    }

    /// <summary>The longest that may be asked for, in the unit of the pack.</summary>
    public Duration Most(Case @case) => Pack(@case).Timer("extension.max").Limit!;

    public bool SealRequired(Case @case) => Pack(@case).Case.Extension!.Requires?.Contains("officialSeal") == true;

    // Not for the complex class, which has its own fifteen days, and not again in a re-handling.
    private bool AppliesTo(Case @case, ExtensionRules rules) =>
        rules.AppliesTo(@case.Class) && (@case.Rehandlings == 0 || Pack(@case).Case.Rehandle?.AllowExtension == true);

    private Ordinance Pack(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion);
}
