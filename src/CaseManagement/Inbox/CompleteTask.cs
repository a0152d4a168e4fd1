using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Closes a task: checks form, outcome and the rule of its kind, records the work, and resumes the case's workflow.</summary>
/// <param name="Id">The task.</param>
/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="Fields">The form's fields by name.</param>
/// <param name="Attachments">Ids of files uploaded before, beside those named in attachment fields.</param>
public sealed record CompleteTask(Guid Id, string Outcome, JsonObject Fields, IReadOnlyList<Guid> Attachments) : IRequest<Result<CompletedTask>>, IChange;

/// <summary>The closed task. The case's next task appears as soon as the workflow has advanced.</summary>
public sealed record CompletedTask(Guid Id, string CaseNumber, string Outcome, DateTimeOffset CompletedAt);
