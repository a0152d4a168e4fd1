using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Opens the case of a bad rating (AK-13a) or of a complaint (YS-13a) by itself: number, five steps, first event, and the command that starts its workflow.</summary>
public sealed class CaseOpening(CaseDbContext db, StoreDialect store, OrdinanceCatalog ordinances, WorkflowQueue workflows, CaseTimeline timeline, TimeProvider clock)
{
    /// <summary>Stages everything in the caller's transaction; the workflow starts when the caller commits.</summary>
    /// <param name="rating">The bad rating; gets the number of its case.</param>
    /// <param name="subject">The item's name, for lists.</param>
    /// <param name="quote">The first line of the rater's words or reasons. Never personal data.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Case> OpenAsync(Rating rating, string subject, string quote, CancellationToken cancellationToken)
    {
        // Who handles is responsible; who builds the platform is responsible for the platform (AK-15-0a, AK-15-0b).
        var cause = rating.Target == "platform" ? "platform" : "service";
        var @case = await OpenedAsync(new Origin(rating.Region, rating.RatedAt, rating.UnitCode, rating.UnitPath, rating.Level, cause, rating.Id), subject, quote, cancellationToken);
        rating.CaseNumber = @case.Number;
        Begin(@case, "rating", rating.Id);
        return @case;
    }

    /// <summary>The same for a complaint, where the pack opens cases on complaints.</summary>
    public async Task<Case> OpenAsync(Complaint complaint, string subject, string quote, CancellationToken cancellationToken)
    {
        var @case = await OpenedAsync(new Origin(complaint.Region, complaint.MadeAt, complaint.UnitCode, complaint.UnitPath, "complaint", "service", null), subject, quote, cancellationToken);
        complaint.CaseNumber = @case.Number;
        Begin(@case, "complaint", complaint.Id);
        return @case;
    }

    private void Begin(Case @case, string on, Guid id)
    {
        db.Cases.Add(@case);
        db.CaseSteps.AddRange(CaseStep.InOrder.Select(step => new CaseStep { CaseNumber = @case.Number, Step = step, State = step == @case.Step ? "current" : "waiting" }));
        timeline.Append(@case, Signature.System, "caseOpened", new JsonObject
        {
            [on] = id, ["level"] = @case.Level, ["cause"] = @case.Cause, ["unit"] = @case.UnitCode,
            ["pack"] = @case.PackCode, ["packVersion"] = @case.PackVersion, ["workflow"] = @case.DefinitionId,
        });
    }

    private async Task<Case> OpenedAsync(Origin origin, string subject, string quote, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pack = ordinances.InForce(origin.Region, origin.At.LocalDate())
            ?? throw new InvalidOperationException($"Expected an ordinance in force in '{origin.Region}' on {origin.At.LocalDate():O}, but there is none.");
        var number = await CaseCounter.NextAsync(db, store, origin.Region, now.LocalDate(), cancellationToken);
        var workflow = pack.Case.Workflow ?? throw new InvalidOperationException($"Expected pack {pack.Code} {pack.Version} to bind a workflow to its cases, but it binds none.");
        return new Case
        {
            Number = number, Region = origin.Region, RatingId = origin.RatingId, Subject = subject, Quote = quote, Level = origin.Level, Cause = origin.Cause,
            UnitCode = origin.UnitCode, UnitPath = origin.UnitPath, Status = "open", Step = CaseStep.InOrder[0], OpenedAt = now,
            PackCode = pack.Code, PackVersion = pack.Version, DefinitionId = workflow,
            InstanceId = workflows.Start(workflow, number, new JsonObject { ["caseNumber"] = number }, Cause.System, correlationId: number),
        };
    }

    private sealed record Origin(string Region, DateTimeOffset At, string UnitCode, string UnitPath, string Level, string Cause, Guid? RatingId);
}
