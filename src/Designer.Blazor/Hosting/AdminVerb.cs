using System.Text;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary><c>hcp admin create</c>: the first administrator of a server in production mode, made on the machine itself.</summary>
internal sealed record AdminVerb(string UserName, string? ForceReason)
{
    private static readonly RefusedStartException Wrong = new("用法：./hcp admin create 账号 [--force-reason 原因]；密码在终端输入，或从标准输入读一行。", "See ./hcp help.");

    public static AdminVerb Read(string[] args) => args switch
    {
        ["admin", "create", var name] when IsSaid(name) => new(name, null),
        ["admin", "create", var name, "--force-reason", var reason] when IsSaid(name) && !string.IsNullOrWhiteSpace(reason) => new(name, reason),
        ["admin", "create", var name, var named] when IsSaid(name) && named.Split('=', 2) is ["--force-reason", { Length: > 0 } reason] && !string.IsNullOrWhiteSpace(reason) => new(name, reason),
        _ => throw Wrong,
    };

    public async Task<int> RunAsync(WebApplication app, Func<string, int> say)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await Verbs.RequireDatabaseAsync(app, scope.ServiceProvider);
        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync() ?? "" : Asked();
        ConsoleOperator.Act(scope.ServiceProvider.GetRequiredService<CurrentUser>(), Acts.Administer);
        var made = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new CreateAdministrator(UserName, password, ForceReason));
        if (!made.Ok) throw new RefusedStartException(made.Refusal.Message, "The administrator was not created.");
        return say($"已创建系统管理员“{made.Value.UserName}”（administrator created），可以登录。");
    }

    // Twice, because nobody sees what is typed.
    private static string Asked()
    {
        var password = Typed("密码（password）：");
        return Typed("再输一遍（once more）：") == password ? password : throw new RefusedStartException("两次输入的密码不同，没有创建。", "The passwords differ.");
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static bool IsSaid(string name) => !name.StartsWith("--", StringComparison.Ordinal);
}
