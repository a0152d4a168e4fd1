using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>The handling unit asks for more time, in writing and with its seal (AK-15-1c).</summary>
/// <param name="Number">The case.</param>
/// <param name="Reason">Why; required.</param>
/// <param name="Extension">How long, in the unit of the pack's <c>extension.max</c>.</param>
/// <param name="StampedFile">The sealed document, uploaded before.</param>
/// <param name="Attachments">Other files, uploaded before.</param>
public sealed record RequestExtension(string Number, string? Reason, Duration? Extension, Guid? StampedFile, IReadOnlyList<Guid>? Attachments) : IRequest<Result<ExtensionRow>>, IChange
{
    public string? Stream => Number;
}

internal sealed class RequestExtensionHandler(
    ExtensionAct act, CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, CaseFiles files, PersonalData personalData, CaseTimeline timeline,
    WorkflowQueue workflows, CurrentUser user, TimeProvider clock) : IRequestHandler<RequestExtension, Result<ExtensionRow>>
{
    public async Task<Result<ExtensionRow>> Handle(RequestExtension request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;

        var most = act.Most(@case);
        if (request.Reason?.Trim() is not { Length: > 0 and <= ExtensionAct.LongestReason } reason) return ExtensionRefusals.ReasonRequired;
        if (act.SealRequired(@case) && request.StampedFile is null) return ExtensionRefusals.SealRequired;
        if (request.Extension is not { Amount: > 0 } asked || asked.Unit != most.Unit) return ExtensionRefusals.AmountInvalid(most);
        if (asked.Amount > most.Amount) return ExtensionRefusals.ExceedsMaximum(most);

        List<FieldError> errors = [];
        Guid[] named = [.. request.Attachments ?? [], .. request.StampedFile is { } sealedFile ? [sealedFile] : Array.Empty<Guid>()];
        var attached = await files.NamedAsync(@case, [], [], named, errors, cancellationToken);
        if (errors.Count > 0) return TaskRefusals.FieldsInvalid(errors);
        return Staged(@case, ordinances.Get(@case.PackCode, @case.PackVersion).Case.Extension!, request, reason, asked, attached);
    }

    private ExtensionRow Staged(Case @case, ExtensionRules rules, RequestExtension request, string reason, Duration asked, IReadOnlyList<Attachment> attached)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var workflow = rules.Workflow ?? throw new InvalidOperationException($"Expected pack {@case.PackCode} {@case.PackVersion} to bind a workflow to extensions, but it binds none.");
        var extension = new Extension
        {
            Id = id, CaseNumber = @case.Number, Amount = asked.Amount, Unit = asked.Unit, ReasonSealed = personalData.Seal(reason)!, StampedFile = request.StampedFile,
            RequestedBy = user.UserName, RequestedAt = clock.GetUtcNow(), Status = ExtensionStatus.Pending,
            InstanceId = workflows.Start(workflow, @case.Number, new JsonObject { ["caseNumber"] = @case.Number, ["extension"] = id.ToString() }, new Cause(user.UserName), @case.Number),
        };
        db.Add(extension);
        @case.ExtensionPending = true;
        foreach (var file in attached) file.CaseNumber = @case.Number;
        timeline.Append(@case, access.SignatureFor(Acts.ExtensionRequest, @case), "extensionRequested", new JsonObject
        {
            ["extension"] = id.ToString(), ["amount"] = asked.Amount, ["unit"] = asked.Unit,
            ["attachments"] = new JsonArray([.. attached.Select(a => new JsonObject { ["id"] = a.Id, ["sha256"] = a.Sha256 })]),
        });
        return ExtensionRow.Of(extension, reason: null);
    }
}
