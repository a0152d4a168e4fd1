using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>The handling unit, or the person rated, disputes the rating. The clocks that the pack stops stand still until the decision (X-CLK-4).</summary>
/// <param name="Number">The case.</param>
/// <param name="Grounds">Why the rating is held to be mistaken or malicious; required.</param>
/// <param name="Attachments">Evidence or the written appeal, uploaded before.</param>
public sealed record FileAppeal(string Number, string? Grounds, IReadOnlyList<Guid>? Attachments) : IRequest<Result<AppealRow>>, IChange
{
    public string? Stream => Number;
}

internal sealed class FileAppealHandler(
    AppealAct act, CaseAccess access, CaseDbContext db, OrdinanceCatalog ordinances, CaseFiles files, DeadlineDesk deadlines, PersonalData personalData,
    CaseTimeline timeline, WorkflowQueue workflows, CurrentUser user, AccessLog accessLog, TimeProvider clock) : IRequestHandler<FileAppeal, Result<AppealRow>>
{
    public async Task<Result<AppealRow>> Handle(FileAppeal request, CancellationToken cancellationToken)
    {
        if (await db.Cases.SingleOrDefaultAsync(c => c.Number == request.Number, cancellationToken) is not { } @case) return CaseRefusals.NotFound;
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        if (await act.ApplicantAsync(@case, user, cancellationToken) is not { } applicant)
        {
            await accessLog.RefusedAsync(Acts.AppealFile, @case.Number);
            if (!user.May(Acts.ReadCase, @case.UnitPath)) return CaseRefusals.NotYourUnit;
            return pack.Appeal.Enabled ? AppealRefusals.NotApplicant : AppealRefusals.NobodyMay;
        }
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (request.Grounds?.Trim() is not { Length: > 0 and <= AppealAct.LongestGrounds } grounds) return AppealRefusals.GroundsRequired;
        if (pack.Appeal.Form == "written" && request.Attachments is not { Count: > 0 }) return AppealRefusals.WrittenRequired;
        if (pack.Appeal.EvidenceRequired && request.Attachments is not { Count: > 0 }) return AppealRefusals.EvidenceRequired;

        List<FieldError> errors = [];
        var attached = await files.NamedAsync(@case, [], [], request.Attachments ?? [], errors, cancellationToken);
        if (errors.Count > 0) return TaskRefusals.FieldsInvalid(errors);
        return await StagedAsync(@case, pack, applicant, grounds, attached, cancellationToken);
    }

    private async Task<AppealRow> StagedAsync(Case @case, Ordinance pack, string applicant, string grounds, IReadOnlyList<Attachment> attached, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var workflow = pack.Appeal.Workflow ?? throw new InvalidOperationException($"Expected pack {pack.Code} {pack.Version} to bind a workflow to appeals, but it binds none.");
        var appeal = new Appeal
        {
            Id = id, CaseNumber = @case.Number, GroundsSealed = personalData.Seal(grounds)!, Applicant = applicant, FiledBy = user.UserName, FiledAt = clock.GetUtcNow(), Status = AppealStatus.Pending,
            InstanceId = workflows.Start(workflow, @case.Number, new JsonObject { ["caseNumber"] = @case.Number, ["appeal"] = id.ToString() }, new Cause(user.UserName), @case.Number),
        };
        db.Add(appeal);
        foreach (var file in attached) file.CaseNumber = @case.Number;
        timeline.Append(@case, access.SignatureFor(Acts.AppealFile, @case), "appealFiled", new JsonObject
        {
            ["appeal"] = id.ToString(), ["applicant"] = applicant,
            ["attachments"] = new JsonArray([.. attached.Select(a => new JsonObject { ["id"] = a.Id, ["sha256"] = a.Sha256 })]),
        });
        await deadlines.SuspendAsync(@case, "appeal", cancellationToken);
        return AppealRow.Of(appeal, grounds: null);
    }
}
