using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>The convenor puts the opinions of the units together; the joint opinion is uploaded with the result (TJ-20-3b).</summary>
internal sealed class CoordinateRule(CaseDbContext db, OrdinanceCatalog ordinances, JointOpinions opinions, CaseFiles files, DeadlineDesk deadlines, CaseTimeline timeline, TimeProvider clock)
    : ITaskRule, ICaseEnding
{
    public string Kind => "coordinate";

    public ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>(ordinances.Get(work.Case.PackCode, work.Case.PackVersion).Case.Coordination?.Minutes == "required"
            ? [.. fields.Select(f => f.Name == "minutes" ? f with { Required = true } : f)]
            : fields);

    // What each unit said.
    public async ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var answered = await db.Tasks.AsNoTracking().Where(t => t.InstanceId == work.Task.InstanceId && t.Kind == "consult" && t.Status == "completed")
            .Join(db.Units, t => t.UnitCode, u => u.Code, (t, u) => new { Task = t, u.Name }).ToListAsync(cancellationToken);
        List<TaskFact> facts = [];
        foreach (var answer in answered) facts.Add(new TaskFact($"{answer.Name}的意见", await opinions.OfAsync(answer.Task, cancellationToken) ?? "", await files.OfTaskAsync(answer.Task, cancellationToken)));
        return facts;
    }

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var joint = await db.Set<JointHandling>().SingleOrDefaultAsync(j => j.InstanceId == work.Task.InstanceId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected task '{work.Task.Id}' to be about a joint handling, but its workflow '{work.Task.InstanceId}' is about none.");
        (joint.Status, joint.Opinion, joint.SettledAt) = ("settled", (string?)work.Fields["opinion"], clock.GetUtcNow());
        timeline.Append(work.Case, work.By, "coordinationSettled", new JsonObject { ["coordination"] = joint.Id.ToString() });
        await deadlines.ResumeAsync(work.Case, "coordination", cancellationToken);
        return null;
    }

    public async ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Set<JointHandling>().Where(j => j.CaseNumber == @case.Number && j.Status == "open").ToListAsync(cancellationToken)) open.Status = "lapsed";
    }
}

/// <summary>A department is asked: it reads why, and who else takes part.</summary>
internal sealed class ConsultRule(CaseDbContext db, DisplayNames names) : ITaskRule
{
    public string Kind => "consult";

    public async ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        if (await db.Set<JointHandling>().AsNoTracking().SingleOrDefaultAsync(j => j.InstanceId == work.Task.InstanceId, cancellationToken) is not { } joint) return [];
        var id = joint.Id.ToString();
        var started = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == work.Case.Number && e.Type == "coordinationStarted" && e.Data.Contains(id)).Select(e => e.Data).FirstOrDefaultAsync(cancellationToken);
        var units = JsonSerializer.Deserialize<List<string>>(joint.Units, EventHash.Json)!;
        var unitNames = await names.OfUnitsAsync(units.Append(work.Case.UnitCode), cancellationToken);
        // A department of another area does not read the whole case; what the citizen says it has to know.
        List<TaskFact> facts = [new("评价人反映", work.Case.Quote)];
        if (started is not null && (string?)JsonNode.Parse(started)!["reason"] is { } reason) facts.Add(new("会商理由", reason));
        facts.Add(new("参加单位", string.Join("、", units.Append(work.Case.UnitCode).Distinct().Select(code => unitNames.GetValueOrDefault(code, code)))));
        facts.Add(new("召集人", await names.OfAsync(joint.ConvenedBy, cancellationToken)));
        return facts;
    }

    public ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken) => ValueTask.FromResult<Refusal?>(null);
}

/// <summary>A case that is handled jointly is not answered before the departments have agreed (AK-15-4); where the place demands it, not without their opinion (TJ-20-3b).</summary>
internal sealed class JointReplyRule(CaseDbContext db, OrdinanceCatalog ordinances) : ITaskRule
{
    private static readonly Refusal StillOpen = Refusal.Rule("coordinationOpen", "会商还没有形成意见，形成后再回复评价人。");
    private static readonly Refusal OpinionMissing = Refusal.Rule("opinionRequired", "本类工单要有会商意见并随结果上传，请先召集会商、形成意见。");

    public string Kind => "reply";

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var states = await db.Set<JointHandling>().Where(j => j.CaseNumber == work.Case.Number).Select(j => j.Status).ToListAsync(cancellationToken);
        if (states.Contains("open")) return StillOpen;
        var demanded = work.Case.Class == CaseClass.Complex && ordinances.Get(work.Case.PackCode, work.Case.PackVersion).Case.UploadOpinion == "required";
        return demanded && !states.Contains("settled") ? OpinionMissing : null;
    }
}
