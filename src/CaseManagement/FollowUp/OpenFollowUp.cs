using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>Puts the visit of a closed case on the list of whoever follows up (AK-15-5a).</summary>
/// <param name="CaseNumber">The closed case.</param>
public sealed record OpenFollowUp(string CaseNumber) : IRequest<Result<FollowUpRow>>, IChange
{
    public string? Stream => CaseNumber;
}

internal sealed class OpenFollowUpHandler(FollowUpAct act, CaseAccess access, FollowUpDesk desk, CurrentUser user) : IRequestHandler<OpenFollowUp, Result<FollowUpRow>>
{
    public async Task<Result<FollowUpRow>> Handle(OpenFollowUp request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.CaseNumber, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (await act.RefusalAsync(found.Value, cancellationToken) is { } refusal) return refusal;
        return FollowUpRow.Of(desk.Open(found.Value, access.SignatureFor(Acts.FollowUp, found.Value), user.UserName));
    }
}

/// <summary>Opens visits, by hand and where the pack does it at closing (TJ-22).</summary>
internal sealed class FollowUpDesk(CaseDbContext db, OrdinanceCatalog ordinances, CaseTimeline timeline, WorkflowQueue workflows, TimeProvider clock) : ICaseEnding
{
    public FollowUpVisit Open(Case @case, Signature by, string openedBy)
    {
        var rules = ordinances.Get(@case.PackCode, @case.PackVersion).FollowUp;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var workflow = rules.Workflow ?? throw new InvalidOperationException($"Expected pack {@case.PackCode} {@case.PackVersion} to bind a workflow to follow-ups, but it binds none.");
        var visit = new FollowUpVisit
        {
            Id = id, CaseNumber = @case.Number, OpenedAt = clock.GetUtcNow(), OpenedBy = openedBy, Status = "open",
            InstanceId = workflows.Start(workflow, @case.Number, new JsonObject { ["caseNumber"] = @case.Number, ["visit"] = id.ToString() }, new Cause(openedBy), @case.Number),
        };
        db.Add(visit);
        timeline.Append(@case, by, "followUpOpened", new JsonObject { ["visit"] = id.ToString() });
        return visit;
    }

    public ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken)
    {
        if (@case.Status == "closed" && ordinances.Get(@case.PackCode, @case.PackVersion).FollowUp is { Enabled: true, Schedule: "onCaseClosed" }) Open(@case, Signature.System, Signature.System.Actor);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Every "no" to a follow-up.</summary>
internal static class FollowUpRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("followUpNotAllowed", "本地办法没有规定整改满意度回访。");
    public static readonly Refusal NotClosed = Refusal.Conflict("caseNotClosed", "工单办结以后才能回访。");
    public static readonly Refusal AlreadyOpen = Refusal.Conflict("followUpOpen", "这件工单的回访已在进行，请在待办中办理。");
}
