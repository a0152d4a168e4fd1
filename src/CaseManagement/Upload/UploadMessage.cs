using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>What the platform above is told of a case: the rating, the five steps with their times, the reply. No name, phone or id number of anybody (AK-19c).</summary>
internal sealed class UploadMessage(CaseDbContext db, FormCatalog catalog, TaskFields filled, PersonalData personalData)
{
    public async Task<JsonObject> OfAsync(Case @case, Guid id, string target, CancellationToken cancellationToken)
    {
        var voice = await CaseVoice.OfAsync(db, @case, cancellationToken);
        var rating = await db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.Id == @case.RatingId, cancellationToken);
        var matter = await db.Set<ServiceMatter>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == voice.ServiceId, cancellationToken);
        var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Code == @case.UnitCode, cancellationToken);
        return new JsonObject
        {
            ["messageId"] = id.ToString(), ["target"] = target, ["region"] = @case.Region, ["caseNumber"] = @case.Number,
            ["ordinance"] = @case.PackCode, ["ordinanceVersion"] = @case.PackVersion,
            // One of the two opened the case.
            ["rating"] = rating is null ? null : new JsonObject
            {
                ["id"] = rating.Id.ToString(), ["channel"] = rating.Channel, ["externalId"] = rating.ExternalId, ["target"] = rating.Target,
                ["scope"] = rating.Scope, ["level"] = rating.Level, ["ratedAt"] = Written(rating.RatedAt),
            },
            ["complaint"] = rating is not null ? null : new JsonObject { ["id"] = voice.Id.ToString(), ["channel"] = voice.Channel, ["externalId"] = voice.ExternalId, ["madeAt"] = Written(voice.At) },
            ["service"] = matter is null ? null : new JsonObject { ["externalId"] = matter.ExternalId, ["serialNo"] = matter.SerialNo, ["itemCode"] = matter.ItemCode, ["itemName"] = matter.ItemName },
            ["unit"] = new JsonObject { ["code"] = unit.Code, ["name"] = unit.Name, ["level"] = unit.Level },
            ["class"] = @case.Class, ["cause"] = @case.Cause, ["openedAt"] = Written(@case.OpenedAt),
            ["unitReceivedAt"] = @case.UnitReceivedAt is { } received ? Written(received) : null,
            ["dueAt"] = @case.DueAt is { } due ? Written(due) : null, ["overdue"] = @case.OverdueAt is not null,
            ["steps"] = await StepsAsync(@case, cancellationToken),
            ["jointOpinion"] = await JointOpinionAsync(@case, cancellationToken),
            ["reply"] = await ReplyAsync(@case, [personalData.Open(voice.NameSealed), personalData.Open(matter?.ApplicantNameSealed)], cancellationToken),
        };
    }

    private async Task<JsonArray> StepsAsync(Case @case, CancellationToken cancellationToken)
    {
        await db.CaseSteps.Where(s => s.CaseNumber == @case.Number).LoadAsync(cancellationToken);
        var steps = db.CaseSteps.Local.Where(s => s.CaseNumber == @case.Number).ToDictionary(s => s.Step);
        return [.. CaseStep.InOrder.Where(s => s != "upload").Select(JsonNode (step) => new JsonObject
        {
            ["step"] = step, ["state"] = steps[step].State, ["at"] = steps[step].DoneAt is { } done ? Written(done) : null,
        })];
    }

    // What the departments agreed on goes up with the result (TJ-20-3b).
    private async Task<string?> JointOpinionAsync(Case @case, CancellationToken cancellationToken)
    {
        var task = await LastAsync(@case, "coordinate", cancellationToken);
        return task?.Fields is null ? null : Redaction.Of((string?)filled.Opened((await catalog.GetAsync(task.Form, task.FormVersion, cancellationToken)).Fields, task.Fields)["opinion"] ?? "", []);
    }

    private Task<TaskItem?> LastAsync(Case @case, string kind, CancellationToken cancellationToken) =>
        db.Tasks.AsNoTracking().Where(t => t.CaseNumber == @case.Number && t.Kind == kind && t.Status == "completed").OrderByDescending(t => t.CompletedAt).FirstOrDefaultAsync(cancellationToken);

    private async Task<JsonObject?> ReplyAsync(Case @case, IEnumerable<string?> names, CancellationToken cancellationToken)
    {
        var task = await LastAsync(@case, "reply", cancellationToken);
        if (task?.Fields is null) return null;
        var fields = filled.Opened((await catalog.GetAsync(task.Form, task.FormVersion, cancellationToken)).Fields, task.Fields);
        return new JsonObject
        {
            ["text"] = Redaction.Of(fields["text"]?.GetValue<string>() ?? "", names), ["method"] = fields["method"]?.GetValue<string>(),
            ["repliedAt"] = task.CompletedAt is { } at ? Written(at) : null,
        };
    }

    private static string Written(DateTimeOffset instant) => instant.ToChina().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFK", System.Globalization.CultureInfo.InvariantCulture);
}
