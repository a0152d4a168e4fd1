using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Decides what becomes of the rating. It is never deleted: it keeps its words and leaves every figure (X-INV-1).</summary>
[Activity("HaoChaPing.DecideRating", Category = "办理", DisplayName = "评价采纳", Description = "认定评价不予采纳：评价保留，但不再计入任何统计；规则包规定归集为“未评”的地方照此办理。")]
public sealed class DecideRating : Activity
{
    [Input("认定依据", Description = "记入历史的依据，如 appeal 申诉复核、verification 核实。")]
    public Input<string> Basis { get; set; } = new();

    [Input("认定", Description = "notAdopted 不予采纳（不填时），adopted 恢复采纳。")]
    public Input<string> Decision { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var @case = await context.Get<RunningCase>().OfAsync(context);
        var db = context.Get<CaseDbContext>();
        var pack = context.Get<OrdinanceCatalog>().Get(@case.PackCode, @case.PackVersion);
        (string Status, string? Reason) decided = Decision.Value switch
        {
            "adopted" => ("adopted", null),
            // In some places it is gathered under 未评, apart from those nobody gave in time (TJ-19b).
            null or "" or "notAdopted" => (pack.Case.InvalidOutcome == "notAdoptedAsUnrated" && @case.RatingId is not null ? "unrated" : "notAdopted", "invalidated"),
            var other => throw new InvalidOperationException($"Expected decision 'adopted' or 'notAdopted' on '{context.ActivityId}', but it is '{other}'."),
        };
        var data = new JsonObject { ["status"] = decided.Status, ["reason"] = decided.Reason, ["basis"] = Basis.Value };
        if (@case.RatingId is { } id)
        {
            var rating = await db.Ratings.FindAsync([id], context.CancellationToken) ?? throw new InvalidOperationException($"Expected the rating of case '{@case.Number}', but it is not there.");
            (rating.Status, rating.Reason) = decided;
            data.Insert(0, "rating", rating.Id);
        }
        else
        {
            var complaint = await db.Set<Complaint>().SingleAsync(c => c.CaseNumber == @case.Number, context.CancellationToken);
            complaint.Status = decided.Status;
            data.Insert(0, "complaint", complaint.Id);
        }
        context.Get<CaseTimeline>().Append(@case, await context.Get<RunningCase>().SignatureOfAsync(context), "ratingDecided", data);
    }
}
