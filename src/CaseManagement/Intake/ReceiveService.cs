using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in a service instance, or what is new about one that is known already.</summary>
public sealed record ReceiveService(ServiceBody Body) : IRequest<Result<ServiceReceipt>>, IChange;

/// <param name="Id">Id of the service.</param>
/// <param name="Status"><c>open</c> or <c>completed</c>.</param>
/// <param name="Known">It was known before.</param>
public sealed record ServiceReceipt(Guid Id, string Status, [property: System.Text.Json.Serialization.JsonIgnore] bool Known = false);

internal sealed class ReceiveServiceHandler(ServiceDesk desk) : IRequestHandler<ReceiveService, Result<ServiceReceipt>>
{
    public Task<Result<ServiceReceipt>> Handle(ReceiveService request, CancellationToken cancellationToken) => desk.ReceiveAsync(request.Body, cancellationToken);
}
