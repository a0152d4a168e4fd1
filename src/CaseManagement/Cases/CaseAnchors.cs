using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The instants that a pack's timers count from, as the case and its history have them.</summary>
public sealed class CaseAnchors(CaseDbContext db, OrdinanceCatalog ordinances)
{
    /// <summary>The instant of this anchor; null when it has not happened in this case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="anchor">Anchor of a timer, such as <c>unitReceived</c>.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<DateTimeOffset?> FindAsync(Case @case, string anchor, CancellationToken cancellationToken) => anchor switch
    {
        "unitReceived" => @case.UnitReceivedAt,
        "ratingSubmitted" => (await CaseVoice.OfAsync(db, @case, cancellationToken)).At,
        // The rater is visited within the verification, which ends with the finding.
        "verificationConfirmed" or "callbackDone" => (await db.CaseSteps.FindAsync([@case.Number, "verify"], cancellationToken))?.DoneAt,
        "disputeIdentified" => await db.Tasks.Where(t => t.CaseNumber == @case.Number && t.Kind == "verify").MinAsync(t => (DateTimeOffset?)t.CreatedAt, cancellationToken),
        "originalDue" => @case.DueAt,
        "coordinationStarted" or "rehandleIssued" => await LastAsync(@case, anchor, cancellationToken),
        _ => throw new InvalidOperationException($"Expected an anchor that a case can have, but it is '{anchor}'."),
    };

    /// <summary>When a window of the case closes; null when it has no limit.</summary>
    /// <exception cref="InvalidOperationException">The event it counts from has not happened.</exception>
    public async Task<DateTimeOffset?> WindowAsync(Case @case, string timer, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        if (pack.Timer(timer).Limit is null) return null;
        var anchor = await FindAsync(@case, pack.Timer(timer).Anchor, cancellationToken)
            ?? throw new InvalidOperationException($"Expected '{pack.Timer(timer).Anchor}' to have happened in case '{@case.Number}', because timer '{timer}' counts from it.");
        return DeadlineCalculator.Compute(new DeadlineInput(timer, anchor, [], null), pack, ordinances.CalendarOf(pack)).Due;
    }

    // The event may be staged in this very transaction.
    private async Task<DateTimeOffset?> LastAsync(Case @case, string type, CancellationToken cancellationToken) =>
        db.CaseEvents.Local.Where(e => e.CaseNumber == @case.Number && e.Type == type).Select(e => (DateTimeOffset?)e.At).Max()
        ?? await db.CaseEvents.Where(e => e.CaseNumber == @case.Number && e.Type == type).OrderByDescending(e => e.Seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);
}
