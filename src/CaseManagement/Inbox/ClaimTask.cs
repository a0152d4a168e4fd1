using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Takes an unclaimed task. Refused when somebody else holds it (<c>alreadyClaimed</c>, 409).</summary>
public sealed record ClaimTask(Guid Id) : IRequest<Result<TaskRow>>, IChange;
