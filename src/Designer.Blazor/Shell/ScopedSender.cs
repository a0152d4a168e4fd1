using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>How pages reach the use cases. A circuit lives for hours, so every send gets a fresh scope, and with it a fresh context and the user's grants as they are now.</summary>
public sealed class ScopedSender(IServiceScopeFactory scopes, AuthenticationStateProvider authentication)
{
    public async Task<TAnswer> SendAsync<TAnswer>(IRequest<TAnswer> request, CancellationToken cancellationToken = default)
    {
        await using var scope = await OpenAsync(cancellationToken);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, cancellationToken);
    }

    private async Task<AsyncServiceScope> OpenAsync(CancellationToken cancellationToken)
    {
        var principal = (await authentication.GetAuthenticationStateAsync()).User;
        var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentUserLoader>().LoadAsync(principal, cancellationToken);
        return scope;
    }
}
