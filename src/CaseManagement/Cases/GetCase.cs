using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The whole case as its page and <c>GET /api/v1/cases/{number}</c> show it. A case of a foreign unit is refused and the attempt recorded (X-WF-2).</summary>
public sealed record GetCase(string Number) : IRequest<Result<CaseDetail>>;

public sealed record CaseDetail(
    string Number, string Ordinance, string PackVersion, string PackTitle, string Status, string? Class, string? ClassName, string Step, string Cause,
    string Unit, string UnitName, string Subject, DateTimeOffset OpenedAt, DateTimeOffset? UnitReceivedAt, DateTimeOffset? ClosedAt, bool Overdue,
    CaseRating Rating, IReadOnlyList<StepView> Steps, IReadOnlyList<DeadlineView> Deadlines, IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<AttachmentView> Attachments, IReadOnlyList<UploadView> Uploads, CaseWorkflow Workflow);

/// <summary>The rating behind the case, masked.</summary>
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
public sealed record DeadlineView(
    Guid Id, string Timer, string Clock, Guid? TaskId, DateTimeOffset AnchorAt, DateTimeOffset? Due, DateOnly? LastDay, bool Provisional, string Status,
    DateTimeOffset? OverdueAt, DueCount? Remaining, RuleView Rule, IReadOnlyList<DeadlineDay> Explanation);

/// <summary>The clause a deadline comes from: requirement id, document, clause number and its words.</summary>
public sealed record RuleView(string Id, string Document, string Clause, string? Text);

public sealed record AttachmentView(Guid Id, string FileName, long Size, string ContentType, string Sha256, string UploadedBy, DateTimeOffset UploadedAt, Guid? TaskId);

/// <summary>A message to the upper platform and its fate.</summary>
/// <param name="Id">Idempotency key of the message.</param>
/// <param name="Target">Which platform, from the pack.</param>
/// <param name="Status"><c>queued</c>, <c>accepted</c>, <c>rejected</c>, <c>failed</c>.</param>
/// <param name="Attempts">Sendings so far.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="NextAttemptAt">When it is tried again.</param>
/// <param name="ReceiptId">The receipt's number.</param>
/// <param name="ReceiptAt">When the receipt came.</param>
/// <param name="Error">The last failure, in Chinese.</param>
public sealed record UploadView(Guid Id, string Target, string Status, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? NextAttemptAt, string? ReceiptId, DateTimeOffset? ReceiptAt, string? Error);

public sealed record CaseWorkflow(string DefinitionId, int? Version, string InstanceId);
