using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>Presses for a case: a notice, an event, and a task of the unit to answer (SP-5.5, TJ-5-1b).</summary>
/// <param name="Number">The case.</param>
/// <param name="Text">What is asked for; required.</param>
public sealed record Urge(string Number, string? Text) : IRequest<Result<UrgingRow>>, IChange
{
    public string? Stream => Number;
}

/// <summary>An urging.</summary>
public sealed record UrgingRow(Guid Id, string CaseNumber, string Status, string UrgedBy, DateTimeOffset UrgedAt, string? AnsweredBy, DateTimeOffset? AnsweredAt)
{
    internal static UrgingRow Of(Urging u) => new(u.Id, u.CaseNumber, u.Status, u.UrgedBy, u.UrgedAt, u.AnsweredBy, u.AnsweredAt);
}

internal sealed class UrgeHandler(UrgeAct act, CaseAccess access, CaseDbContext db, PersonalData personalData, CaseTimeline timeline, WorkflowQueue workflows, CurrentUser user, TimeProvider clock)
    : IRequestHandler<Urge, Result<UrgingRow>>
{
    /// <summary>The built-in definition of an urging.</summary>
    private const string Workflow = "urge";

    private static readonly Refusal TextRequired = Refusal.Rule("textRequired", "请写明督办的要求。", new FieldError("/text", "请写明要求，最多 1000 字。"));

    public async Task<Result<UrgingRow>> Handle(Urge request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (request.Text?.Trim() is not { Length: > 0 and <= UrgeAct.LongestText } text) return TextRequired;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var urging = new Urging
        {
            Id = id, CaseNumber = @case.Number, TextSealed = personalData.Seal(text)!, UrgedBy = user.UserName, UrgedAt = clock.GetUtcNow(), Status = "open",
            InstanceId = workflows.Start(Workflow, @case.Number, new JsonObject { ["caseNumber"] = @case.Number, ["urge"] = id.ToString() }, new Cause(user.UserName), @case.Number),
        };
        db.Add(urging);
        timeline.Append(@case, access.SignatureFor(Acts.Urge, @case), "urged", new JsonObject { ["urging"] = id.ToString() });
        return UrgingRow.Of(urging);
    }
}

/// <summary>The unit answers.</summary>
internal sealed class AnswerUrgeRule(CaseDbContext db, DisplayNames names, CaseWords words, CaseTimeline timeline, TimeProvider clock) : ITaskRule
{
    public string Kind => "answerUrge";

    public async ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) =>
        await OfAsync(work.Task, cancellationToken) is var urging ? [new("督办要求", (await words.ShownAsync(work.Case, cancellationToken))(urging.TextSealed)!), new("督办人", await names.OfAsync(urging.UrgedBy, cancellationToken))] : [];

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var urging = await OfAsync(work.Task, cancellationToken);
        (urging.Status, urging.AnsweredBy, urging.AnsweredAt) = ("answered", work.By.Actor, clock.GetUtcNow());
        timeline.Append(work.Case, work.By, "urgeAnswered", new JsonObject { ["urging"] = urging.Id.ToString() });
        return null;
    }

    private async Task<Urging> OfAsync(TaskItem task, CancellationToken cancellationToken) =>
        await db.Set<Urging>().SingleOrDefaultAsync(u => u.InstanceId == task.InstanceId, cancellationToken)
        ?? throw new InvalidOperationException($"Expected task '{task.Id}' to be about an urging, but its workflow '{task.InstanceId}' is about none.");
}
