using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Gives a claimed task back to the unit.</summary>
public sealed record ReleaseTask(Guid Id) : IRequest<Result<TaskRow>>, IChange;
