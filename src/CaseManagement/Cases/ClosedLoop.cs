using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The five official steps of a case (闭环), kept the same way whatever the definition: begun, finished, begun anew after a return (AK-15-2).</summary>
public sealed class ClosedLoop(CaseDbContext db, CaseTimeline timeline, TimeProvider clock)
{
    /// <summary>The case now stands in this step; what comes after it is to be done again.</summary>
    public async Task BeginAsync(Case @case, string step, Signature by, CancellationToken cancellationToken)
    {
        var steps = await StepsAsync(@case, cancellationToken);
        var at = IndexOf(step);
        foreach (var (row, index) in steps.Select((row, index) => (row, index)).Where(s => s.index >= at))
        {
            if (row.State == "done") timeline.Append(@case, by, "stepReopened", new JsonObject { ["step"] = row.Step });
            (row.State, row.DoneAt, row.DoneSeq, row.Actor, row.ActorName) = (index == at ? "current" : "waiting", null, null, null, null);
        }
        @case.Step = step;
    }

    /// <summary>The step is done: who and when stand with it and in the history.</summary>
    public async Task FinishAsync(Case @case, string step, Signature by, CancellationToken cancellationToken)
    {
        var steps = await StepsAsync(@case, cancellationToken);
        var row = steps[IndexOf(step)];
        if (row.State == "done") return; // whoever comes second adds nothing
        var entry = timeline.Append(@case, by, "stepDone", new JsonObject { ["step"] = step });
        (row.State, row.DoneAt, row.DoneSeq, row.Actor, row.ActorName) = ("done", clock.GetUtcNow(), entry.Seq, by.Actor, by.Name);
        if (steps.FirstOrDefault(s => s.State != "done") is not { } next) return;
        if (IndexOf(next.Step) == IndexOf(step) + 1) (next.State, @case.Step) = ("current", next.Step);
    }

    /// <summary>The first step that keeps the case from closing: not done, or done before the one it follows. Null when the loop is closed.</summary>
    public async Task<string?> GapAsync(Case @case, IReadOnlyCollection<string> required, CancellationToken cancellationToken)
    {
        long last = 0;
        foreach (var step in (await StepsAsync(@case, cancellationToken)).Where(s => required.Contains(s.Step)))
        {
            if (step.State != "done" || step.DoneSeq is not { } seq || seq <= last) return step.Step;
            last = seq;
        }
        return null;
    }

    private async Task<List<CaseStep>> StepsAsync(Case @case, CancellationToken cancellationToken)
    {
        await db.CaseSteps.Where(s => s.CaseNumber == @case.Number).LoadAsync(cancellationToken);
        return [.. db.CaseSteps.Local.Where(s => s.CaseNumber == @case.Number).OrderBy(s => IndexOf(s.Step))];
    }

    private static int IndexOf(string step)
    {
        for (var i = 0; i < CaseStep.InOrder.Count; i++)
            if (CaseStep.InOrder[i] == step) return i;
        throw new InvalidOperationException($"Expected a step of the closed loop, but it is '{step}'.");
    }
}
