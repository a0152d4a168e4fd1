using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The case behind a burst, and who stands in its history for the burst's acts.</summary>
public sealed class RunningCase(CaseDbContext db, CaseTimeline timeline)
{
    /// <summary>The case of the stream. The first step of its own instance writes down which version it runs on, for good (X-WF-1).</summary>
    public async Task<Case> OfAsync(ActivityContext context)
    {
        var @case = await db.Cases.FindAsync([context.StreamId], context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected activity '{context.ActivityId}' to run in a case, but the stream is '{context.StreamId}'.");
        if (@case.InstanceId != context.InstanceId || @case.DefinitionVersion is not null) return @case;
        @case.DefinitionVersion = context.DefinitionVersion;
        timeline.Append(@case, Signature.System, "workflowStarted", new JsonObject
        {
            ["workflow"] = context.DefinitionId, ["version"] = context.DefinitionVersion, ["instance"] = context.InstanceId,
        });
        return @case;
    }

    /// <summary>Name, unit and role of whoever caused the burst: the role in which they did their last task of this case.</summary>
    public Task<Signature> SignatureOfAsync(ActivityContext context) => SignatureOfAsync(context.Actor, context.StreamId, context.CancellationToken);

    /// <summary>The same for an act on the case outside any step.</summary>
    public async Task<Signature> SignatureOfAsync(string actor, string caseNumber, CancellationToken cancellationToken)
    {
        if (actor == Signature.System.Actor) return Signature.System;
        var person = await db.Users.AsNoTracking().Named(actor).Select(u => new { u.DisplayName, u.UnitCode }).SingleOrDefaultAsync(cancellationToken);
        var role = await db.Tasks.AsNoTracking().Where(t => t.CaseNumber == caseNumber && t.CompletedBy == actor)
            .OrderByDescending(t => t.CompletedAt).Select(t => t.Role).FirstOrDefaultAsync(cancellationToken);
        return new Signature(actor, person?.DisplayName ?? actor, role ?? "", person?.UnitCode ?? "");
    }
}
