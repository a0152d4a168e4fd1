using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Opens the case of a bad rating by itself (AK-13a): number, five steps, first event, and the command that starts its workflow.</summary>
public sealed class CaseOpening(CaseDbContext db, StoreDialect store, OrdinanceCatalog ordinances, WorkflowQueue workflows, CaseTimeline timeline, TimeProvider clock)
{
    /// <summary>Stages everything in the caller's transaction; the workflow starts when the caller commits.</summary>
    /// <param name="rating">The bad rating; gets the number of its case.</param>
    /// <param name="subject">The item's name, for lists.</param>
    /// <param name="quote">The first line of the rater's words or reasons. Never personal data.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Case> OpenAsync(Rating rating, string subject, string quote, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pack = ordinances.InForce(rating.Region, rating.RatedAt.LocalDate())
            ?? throw new InvalidOperationException($"Expected an ordinance in force in '{rating.Region}' on {rating.RatedAt.LocalDate():O}, but there is none.");
        var number = await CaseCounter.NextAsync(db, store, rating.Region, now.LocalDate(), cancellationToken);
        var @case = Opened(rating, pack, number, subject, quote, now);
        db.Cases.Add(@case);
        db.CaseSteps.AddRange(CaseStep.InOrder.Select(step => new CaseStep { CaseNumber = number, Step = step, State = step == @case.Step ? "current" : "waiting" }));
        rating.CaseNumber = number;
        timeline.Append(@case, Signature.System, "caseOpened", new JsonObject
        {
            ["rating"] = rating.Id, ["level"] = rating.Level, ["cause"] = @case.Cause, ["unit"] = @case.UnitCode,
            ["pack"] = pack.Code, ["packVersion"] = pack.Version, ["workflow"] = @case.DefinitionId,
        });
        return @case;
    }

    private Case Opened(Rating rating, Ordinance pack, string number, string subject, string quote, DateTimeOffset now)
    {
        var workflow = pack.Case.Workflow ?? throw new InvalidOperationException($"Expected pack {pack.Code} {pack.Version} to bind a workflow to its cases, but it binds none.");
        return new Case
        {
            Number = number, Region = rating.Region, RatingId = rating.Id, Subject = subject, Quote = quote, Level = rating.Level,
            // Who handles is responsible; who builds the platform is responsible for the platform (AK-15-0a, AK-15-0b).
            Cause = rating.Target == "platform" ? "platform" : "service",
            UnitCode = rating.UnitCode, UnitPath = rating.UnitPath, Status = "open", Step = CaseStep.InOrder[0], OpenedAt = now,
            PackCode = pack.Code, PackVersion = pack.Version, DefinitionId = workflow,
            InstanceId = workflows.Start(workflow, number, new JsonObject { ["caseNumber"] = number }, Cause.System, correlationId: number),
        };
    }
}
