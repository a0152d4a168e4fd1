using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>One pack as JSON: the version in force on a day, or the current one.</summary>
public sealed record GetOrdinance(string Code, DateOnly? At = null) : IRequest<Result<JsonObject>>;

internal sealed class GetOrdinanceHandler(OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<GetOrdinance, Result<JsonObject>>
{
    public Task<Result<JsonObject>> Handle(GetOrdinance request, CancellationToken cancellationToken) => Task.FromResult(Find(request));

    private Result<JsonObject> Find(GetOrdinance request)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        if (catalog.Current(request.Code) is not { } current) return OrdinanceRefusals.Unknown(request.Code);
        if (request.At is not { } day) return current.Raw;
        return catalog.InForce(request.Code, day) is { } then ? then.Raw : OrdinanceRefusals.NotInForce(request.Code, day);
    }
}
