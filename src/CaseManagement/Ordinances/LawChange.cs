using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Marks a change of what is published: once it is committed, the catalog is read anew before the call answers.</summary>
public interface ILawChange : IChange;

/// <summary>Stands outside the transaction, so that the catalog reads what was committed.</summary>
internal sealed class ReloadCatalog<TRequest, TResponse>(OrdinanceCatalog catalog) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ILawChange where TResponse : IAnswer<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var answer = await next();
        // What is committed holds, whether or not the caller still listens.
        if (answer.Refusal is null) await catalog.ReloadAsync(CancellationToken.None);
        return answer;
    }
}
