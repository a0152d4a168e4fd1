using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>The leader signs, or does not (AK-15-1c). Without the signature the request is refused.</summary>
internal sealed class SignOffRule(ExtensionDesk desk) : ITaskRule
{
    public string Kind => "signOff";

    public ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) => desk.FactsAsync(work, cancellationToken);

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var extension = await desk.OfAsync(work.Task, cancellationToken);
        extension.SignedBy = work.By.Actor;
        if (work.Outcome != "signed") desk.Refuse(extension, work);
        return null;
    }
}

/// <summary>The approval department of the same level decides; at most what was asked for (AK-15-1c, AK-15-1d).</summary>
internal sealed class ApproveExtensionRule(ExtensionDesk desk, OrdinanceCatalog ordinances, DeadlineDesk deadlines, CaseTimeline timeline, TimeProvider clock) : ITaskRule
{
    public string Kind => "approveExtension";

    public ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) => desk.FactsAsync(work, cancellationToken);

    public async ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken)
    {
        var asked = (await desk.OfAsync(work.Task, cancellationToken)).Amount;
        return [.. fields.Select(f => f.Name == "amount" ? f with { Default = asked } : f)];
    }

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var extension = await desk.OfAsync(work.Task, cancellationToken);
        if (work.Outcome != "granted")
        {
            desk.Refuse(extension, work);
            return null;
        }
        var pack = ordinances.Get(work.Case.PackCode, work.Case.PackVersion);
        // While it was being decided the case may have come into a class with a limit of its own.
        if (pack.Case.Extension is { } rules && !rules.AppliesTo(work.Case.Class)) return ExtensionRefusals.ClassNotExtended;
        var most = pack.Timer("extension.max").Limit!;
        var granted = work.Fields["amount"] is { } amount ? amount.GetValue<decimal>() : extension.Amount;
        if (granted < 1 || granted != decimal.Truncate(granted)) return ExtensionRefusals.AmountInvalid(most) with { Errors = [new FieldError("/fields/amount", "请填写整数，至少为 1。")] };
        if (granted > most.Amount) return ExtensionRefusals.ExceedsMaximum(most) with { Errors = [new FieldError("/fields/amount", $"最多 {most.Amount}。")] };
        if (granted > extension.Amount) return ExtensionRefusals.MoreThanAsked(new Duration(extension.Amount, extension.Unit));

        (extension.Status, extension.GrantedAmount, extension.DecidedBy, extension.DecidedAt) = (ExtensionStatus.Granted, (int)granted, work.By.Actor, clock.GetUtcNow());
        work.Case.ExtensionPending = false;
        timeline.Append(work.Case, work.By, "extensionGranted", new JsonObject { ["extension"] = extension.Id.ToString(), ["amount"] = extension.GrantedAmount, ["unit"] = extension.Unit });
        await deadlines.ExtendAsync(work.Case, new Duration(extension.GrantedAmount.Value, extension.Unit), cancellationToken);
        return null;
    }
}

/// <summary>Finds the request behind a task, and ends it.</summary>
internal sealed class ExtensionDesk(CaseDbContext db, CaseFiles files, DisplayNames names, CaseWords words, CaseTimeline timeline, TimeProvider clock) : ICaseEnding
{
    /// <summary>The request that the task's workflow is about, tracked.</summary>
    public async Task<Extension> OfAsync(TaskItem task, CancellationToken cancellationToken) =>
        await db.Set<Extension>().SingleOrDefaultAsync(e => e.InstanceId == task.InstanceId, cancellationToken)
        ?? throw new InvalidOperationException($"Expected task '{task.Id}' to be about a request for more time, but its workflow '{task.InstanceId}' is about none.");

    /// <summary>What was asked for, to read beside the form.</summary>
    public async ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var extension = await OfAsync(work.Task, cancellationToken);
        List<TaskFact> facts =
        [
            new("申请延期", ExtensionRefusals.Span(new Duration(extension.Amount, extension.Unit))),
            new("延期理由", (await words.ShownAsync(work.Case, cancellationToken))(extension.ReasonSealed)!, await files.OfEventAsync(work.Case, "extensionRequested", extension.Id, cancellationToken)),
            new("申请人", await names.OfAsync(extension.RequestedBy, cancellationToken)),
        ];
        if (extension.SignedBy is { } leader) facts.Add(new("审签领导", await names.OfAsync(leader, cancellationToken)));
        return facts;
    }

    public void Refuse(Extension extension, TaskWork work)
    {
        (extension.Status, extension.DecidedBy, extension.DecidedAt) = (ExtensionStatus.Refused, work.By.Actor, clock.GetUtcNow());
        work.Case.ExtensionPending = false;
        timeline.Append(work.Case, work.By, "extensionRefused", new JsonObject { ["extension"] = extension.Id.ToString() });
    }

    // The case has ended: nothing is left to be extended.
    public async ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Set<Extension>().Where(e => e.CaseNumber == @case.Number && e.Status == ExtensionStatus.Pending).ToListAsync(cancellationToken))
        {
            open.Status = ExtensionStatus.Lapsed;
            timeline.Append(@case, by, "extensionLapsed", new JsonObject { ["extension"] = open.Id.ToString() });
        }
        @case.ExtensionPending = false;
    }
}
