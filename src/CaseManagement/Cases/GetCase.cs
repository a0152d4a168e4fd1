using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Scheduling;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The whole case as its page and <c>GET /api/v1/cases/{number}</c> show it. A case of a foreign unit is refused and the attempt recorded (X-WF-2).</summary>
public sealed record GetCase(string Number) : IRequest<Result<CaseDetail>>;

public sealed record CaseDetail(
    string Number, string Ordinance, string PackVersion, string PackTitle, string Status, string? Class, string? ClassName, string Step, string Cause,
    string Unit, string UnitName, string Subject, DateTimeOffset OpenedAt, DateTimeOffset? UnitReceivedAt, DateTimeOffset? ClosedAt, bool Overdue,
    CaseRating Rating, IReadOnlyList<StepView> Steps, IReadOnlyList<DeadlineView> Deadlines, IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<AttachmentView> Attachments, IReadOnlyList<UploadView> Uploads, CaseWorkflow Workflow, string OpenedOn = "badRating", bool MayUnmask = false);

/// <summary>The rating behind the case, masked; of a complaint the words and who made it, its level being <c>complaint</c>.</summary>
public sealed record CaseRating(
    Guid Id, string Level, string LevelName, IReadOnlyList<RatingReason> Reasons, string? Text, bool Public, string Channel, string ChannelName, string Target,
    DateTimeOffset RatedAt, string RaterKind, string? RaterName, string? RaterPhone, string? RaterIdNumber, string? ServiceSerialNo, string? Place, string? Window);

public sealed record RatingReason(string? Code, string Text);

/// <param name="Step"><c>dispatch</c>, <c>verify</c>, <c>rectify</c>, <c>reply</c>, <c>upload</c>.</param>
/// <param name="Name">转办、核实、整改、回复、上传.</param>
/// <param name="State"><c>waiting</c>, <c>current</c>, <c>done</c>.</param>
/// <param name="At">When done.</param>
/// <param name="Actor">User name.</param>
/// <param name="ActorName">Display name.</param>
public sealed record StepView(string Step, string Name, string State, DateTimeOffset? At, string? Actor, string? ActorName);

/// <summary>A deadline with what it rests on.</summary>
/// <param name="Status"><c>running</c>, <c>suspended</c>, <c>met</c> (done in time), <c>late</c> (done after it).</param>
public sealed record DeadlineView(
    Guid Id, string Timer, string Clock, Guid? TaskId, DateTimeOffset AnchorAt, DateTimeOffset? Due, DateOnly? LastDay, bool Provisional, string Status,
    DateTimeOffset? OverdueAt, DueCount? Remaining, RuleView Rule, IReadOnlyList<DeadlineDay> Explanation, string? Class = null);

/// <summary>The clause a deadline comes from: requirement id, document, clause number and its words.</summary>
public sealed record RuleView(string Id, string Document, string Clause, string? Text);

public sealed record AttachmentView(Guid Id, string FileName, long Size, string ContentType, string Sha256, string UploadedBy, DateTimeOffset UploadedAt, Guid? TaskId);

/// <summary>A message to the upper platform and its fate.</summary>
/// <param name="Id">Idempotency key of the message.</param>
/// <param name="Target">Which platform, from the pack.</param>
/// <param name="Status"><c>queued</c>, <c>accepted</c>, <c>rejected</c>, <c>failed</c>.</param>
/// <param name="Attempts">Sendings so far.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="NextAttemptAt">When it is tried again, in business time: retries follow the machine's clock, so a demo clock that jumps takes it along.</param>
/// <param name="ReceiptId">The receipt's number.</param>
/// <param name="ReceiptAt">When the receipt came.</param>
/// <param name="Error">The last failure, in Chinese.</param>
public sealed record UploadView(Guid Id, string Target, string Status, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? NextAttemptAt, string? ReceiptId, DateTimeOffset? ReceiptAt, string? Error);

/// <param name="DefinitionId">Of the definition the case runs on.</param>
/// <param name="Version">Its version; the case stays on it.</param>
/// <param name="InstanceId">The running workflow.</param>
/// <param name="Name">What the definition calls itself; null before the workflow has started.</param>
public sealed record CaseWorkflow(string DefinitionId, int? Version, string InstanceId, string? Name = null);

internal sealed class GetCaseHandler(
    CaseDbContext db, CaseAccess access, CurrentUser user, OrdinanceCatalog ordinances, CaseDeadlines deadlines, TaskRows rows, DisplayNames names, RatingWords words, PersonalData personalData, TimeProvider clock, MachineClock machine)
    : IRequestHandler<GetCase, Result<CaseDetail>>
{
    public async Task<Result<CaseDetail>> Handle(GetCase request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var (@case, pack) = (found.Value, ordinances.Get(found.Value.PackCode, found.Value.PackVersion));
        var unitName = await db.Units.Where(u => u.Code == @case.UnitCode).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
        return new CaseDetail(
            @case.Number, @case.PackCode, @case.PackVersion, pack.Meta.Title, @case.Status, @case.Class, pack.Case.Class(@case.Class)?.Name, @case.Step, @case.Cause,
            @case.UnitCode, unitName ?? @case.UnitCode, @case.Subject, @case.OpenedAt, @case.UnitReceivedAt, @case.ClosedAt, @case.OverdueAt is not null || @case.DueAt < (@case.ClosedAt ?? clock.GetUtcNow()),
            await RatingAsync(@case, pack, cancellationToken), await StepsAsync(@case, cancellationToken), await deadlines.OfAsync(@case, cancellationToken),
            await TasksAsync(@case, cancellationToken), await AttachmentsAsync(@case, cancellationToken), await UploadsAsync(@case, cancellationToken),
            new CaseWorkflow(@case.DefinitionId, @case.DefinitionVersion, @case.InstanceId, await WorkflowNameAsync(@case, cancellationToken)),
            @case.RatingId is null ? "complaint" : "badRating", UnmaskRule.Allows(user, @case));
    }

    private Task<string?> WorkflowNameAsync(Case @case, CancellationToken cancellationToken) =>
        db.DefinitionVersions.Where(d => d.DefinitionId == @case.DefinitionId && d.Version == @case.DefinitionVersion).Select(d => (string?)d.Name).FirstOrDefaultAsync(cancellationToken);

    private async Task<CaseRating> RatingAsync(Case @case, Ordinance pack, CancellationToken cancellationToken)
    {
        if (@case.RatingId is not { } id) return await ComplaintAsync(@case, pack, cancellationToken);
        var rating = await db.Ratings.AsNoTracking().SingleAsync(r => r.Id == id, cancellationToken);
        var service = await db.Set<ServiceMatter>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == rating.ServiceId, cancellationToken);
        var (reasons, text) = words.Shown(rating, service?.ApplicantNameSealed);
        return new CaseRating(
            rating.Id, rating.Level, pack.Rating.Level(rating.Level)?.Name ?? rating.Level,
            reasons, text, rating.Public, rating.Channel, pack.Channel(rating.Channel)?.Name ?? rating.Channel, rating.Target, rating.RatedAt,
            rating.RaterKind, rating.RaterNameMasked, rating.RaterPhoneMasked, Mask.IdNumber(personalData.Open(rating.RaterIdNumberSealed)),
            service?.SerialNo, service?.Place, service?.Window);
    }

    private async Task<CaseRating> ComplaintAsync(Case @case, Ordinance pack, CancellationToken cancellationToken)
    {
        var complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(c => c.CaseNumber == @case.Number, cancellationToken);
        var service = await db.Set<ServiceMatter>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == complaint.ServiceId, cancellationToken);
        var text = Redaction.Of(personalData.Open(complaint.TextSealed)!, personalData.Open(complaint.NameSealed), personalData.Open(service?.ApplicantNameSealed));
        return new CaseRating(
            complaint.Id, @case.Level, "投诉", [], text, Public: false, complaint.Channel, pack.Channel(complaint.Channel)?.Name ?? complaint.Channel, "complaint", complaint.MadeAt,
            complaint.PersonKind, complaint.NameMasked, complaint.PhoneMasked, Mask.IdNumber(personalData.Open(complaint.IdNumberSealed)), service?.SerialNo, service?.Place, service?.Window);
    }

    private async Task<IReadOnlyList<StepView>> StepsAsync(Case @case, CancellationToken cancellationToken)
    {
        var steps = await db.CaseSteps.AsNoTracking().Where(s => s.CaseNumber == @case.Number).ToListAsync(cancellationToken);
        return [.. CaseStep.InOrder.Join(steps, step => step, row => row.Step, (step, row) => new StepView(step, TaskKinds.Of(step).Name, row.State, row.DoneAt, row.Actor, row.ActorName))];
    }

    private async Task<IReadOnlyList<TaskRow>> TasksAsync(Case @case, CancellationToken cancellationToken)
    {
        var open = await db.Tasks.AsNoTracking().Where(t => t.CaseNumber == @case.Number && t.Status == "open").OrderBy(t => t.CreatedAt).ToListAsync(cancellationToken);
        return await rows.OfAsync(open.ConvertAll(t => new TaskOfCase(t, @case)), cancellationToken);
    }

    private async Task<IReadOnlyList<AttachmentView>> AttachmentsAsync(Case @case, CancellationToken cancellationToken)
    {
        var files = await db.Set<Attachment>().AsNoTracking().Where(a => a.CaseNumber == @case.Number).OrderBy(a => a.UploadedAt).ToListAsync(cancellationToken);
        var people = await names.OfAsync(files.Select(f => f.UploadedBy), cancellationToken);
        return [.. files.Select(f => f.ToView(people.GetValueOrDefault(f.UploadedBy, f.UploadedBy)))];
    }

    private async Task<IReadOnlyList<UploadView>> UploadsAsync(Case @case, CancellationToken cancellationToken)
    {
        var uploads = await db.Set<UploadItem>().AsNoTracking().Where(u => u.CaseNumber == @case.Number).OrderBy(u => u.QueuedAt)
            .Select(u => new UploadView(u.Id, u.Target, u.Status, u.Attempts, u.QueuedAt, u.NextAttemptAt, u.ReceiptId, u.ReceiptAt, u.Error)).ToListAsync(cancellationToken);
        var (now, wait) = (clock.GetUtcNow(), machine.GetUtcNow());
        return uploads.ConvertAll(u => u with { NextAttemptAt = now + (u.NextAttemptAt - wait) });
    }
}
