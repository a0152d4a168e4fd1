using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What stands on the console once the server listens: where, and in demo mode the accounts that everybody may know.</summary>
internal static class Welcome
{
    public static async Task<string> OfAsync(IServiceProvider services, IEnumerable<string> addresses)
    {
        // Where to go stands last, where the eye is; nothing follows it while all is well.
        var listening = $"好差评已启动（HaoChaPing is listening）：{string.Join(' ', addresses)}";
        if (!services.GetRequiredService<HostSettings>().Demo) return listening;

        await using var scope = services.CreateAsyncScope();
        var accounts = await DemoAccounts.ListAsync(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), CancellationToken.None);
        return string.Join(Environment.NewLine,
        [
            $"演示账号（demo accounts），密码都是 {DemoAccounts.Password}；渠道密钥 X-Api-Key：{DemoAccounts.ChannelKey}",
            .. accounts.Select(a => $"  {a.UserName,-32}{a.DisplayName}"), listening,
        ]);
    }
}
