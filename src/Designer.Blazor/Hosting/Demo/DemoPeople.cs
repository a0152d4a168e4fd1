using System.Security.Claims;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting.Demo;

/// <summary>Lets the demo accounts and the demo channel do what they could do themselves: the same use cases, the same permissions.</summary>
internal sealed class DemoPeople(IServiceScopeFactory scopes)
{
    public async Task<TAnswer> AsAsync<TAnswer>(string userName, IRequest<TAnswer> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await Store(scope).Users.AsNoTracking().SingleAsync(u => u.UserName == userName && u.Demo, cancellationToken);
        var principal = new SignedIn(account.Id, userName, account.DisplayName, account.UnitCode, [], account.SecurityStamp!).Principal(SignInSchemes.Token);
        return await SendAsync(scope, principal, request, cancellationToken);
    }

    public async Task<TAnswer> AsChannelAsync<TAnswer>(IRequest<TAnswer> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var key = await Store(scope).Set<ApiKey>().AsNoTracking().SingleAsync(k => k.Demo, cancellationToken);
        return await SendAsync(scope, new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.Key, key.Id.ToString())], SignInSchemes.Key)), request, cancellationToken);
    }

    private static async Task<TAnswer> SendAsync<TAnswer>(AsyncServiceScope scope, ClaimsPrincipal who, IRequest<TAnswer> request, CancellationToken cancellationToken)
    {
        if (!await scope.ServiceProvider.GetRequiredService<CurrentUserLoader>().LoadAsync(who, cancellationToken))
            throw new InvalidOperationException("Expected the demo account to be accepted, but it was not.");
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, cancellationToken);
    }

    private static CaseDbContext Store(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<CaseDbContext>();
}
