using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Statistics;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What the executable can be asked to do: serve (no verb), or one administrative act.</summary>
internal static class Verbs
{
    private const string Help = """
        用法（usage）：hcp 命令
          serve          启动服务；./run 用的就是它（starts the server）
          audit verify   核对数据库里每一件工单的历史链（walks the hash chain of every case）
          figures rebuild  由评价和工单历史重算全部统计，报告差异（makes all figures anew and reports differences）
          import 文件 --kind ratings|services [--dry-run] [--encoding gbk] [--format csv|ndjson]
                         导入一个文件，可中断后再来（takes in a file; may be stopped and run again）
          admin create 账号 [--force-reason 原因]
                         创建第一位系统管理员，密码在终端输入或从标准输入读一行（makes the first administrator; asks for the password）
          help           显示本说明（this text）
        数据库由 HCP_DATA 或 HCP_DATABASE 指定（the database is named by HCP_DATA or HCP_DATABASE）。
        """;

    /// <summary>Returns the exit code: 0 done, 1 the act found something wrong, 2 it cannot be done like this.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is ["import", ..]) return await ImportAsync(args);
            if (args is ["admin", ..]) return await AdminAsync(args);
            return args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray() switch
            {
                [] or ["serve"] => await ServeAsync(args),
                ["audit", "verify"] => await AuditAsync(args),
                ["figures", "rebuild"] => await RebuildAsync(args),
                ["help"] => Say(Help),
                var unknown => throw new RefusedStartException($"没有“{string.Join(' ', unknown)}”这个命令，用 ./hcp help 查看。", "No such command; see ./hcp help."),
            };
        }
        catch (RefusedStartException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 2;
        }
    }

    private static Task<int> ServeAsync(string[] args) => WithAsync(args, serves: true, async app =>
    {
        await app.StartAsync();
        Say(await Welcome.OfAsync(app.Services, app.Urls));
        await app.WaitForShutdownAsync();
        return 0;
    });

    private static Task<int> AuditAsync(string[] args) => WithAsync(args, serves: false, async app =>
    {
        var report = await AsAuditorAsync(app, new VerifyChains());
        if (report.Value is not { Broken: { } broken } found) return Say($"历史链完整（the chains hold）：{report.Value!.Cases} 件工单，{report.Value.Events} 条记录。");
        Say($"历史链断开（a chain is broken）：工单 {broken.CaseNumber} 第 {broken.Seq} 条，{broken.Reason}应为（expected）{broken.Expected}，实为（found）{broken.Found}。已核对 {found.Events} 条。");
        return 1;
    });

    private static Task<int> RebuildAsync(string[] args) => WithAsync(args, serves: false, async app =>
    {
        var rebuilt = (await AsAuditorAsync(app, new RebuildFigures())).Value!;
        Say($"统计已重算（figures made anew）：{rebuilt.Ratings} 条评价，{rebuilt.Services} 件办件，{rebuilt.Lines} 行汇总，差异（differences）{rebuilt.Differences}。{(rebuilt.First is null ? "" : $"第一处（first）：{rebuilt.First}")}");
        return rebuilt.Differences == 0 ? 0 : 1;
    });

    private static Task<int> ImportAsync(string[] args)
    {
        var asked = ImportVerb.Read(args); // before anything starts: what is asked wrongly needs no database
        return WithAsync([], serves: false, app => asked.RunAsync(app, Say));
    }

    private static Task<int> AdminAsync(string[] args)
    {
        var asked = AdminVerb.Read(args);
        return WithAsync([], serves: false, app => asked.RunAsync(app, Say));
    }

    private static async Task<TAnswer> AsAuditorAsync<TAnswer>(WebApplication app, MediatR.IRequest<TAnswer> request)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await RequireDatabaseAsync(app, scope.ServiceProvider);
        ConsoleOperator.Act(scope.ServiceProvider.GetRequiredService<CurrentUser>(), Acts.Audit);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>A verb works on what is there; it makes no database.</summary>
    internal static async Task RequireDatabaseAsync(WebApplication app, IServiceProvider services)
    {
        var db = services.GetRequiredService<CaseDbContext>();
        var settings = app.Services.GetRequiredService<HostSettings>();
        if (!await db.Database.CanConnectAsync() && settings.Provider == "sqlite" && File.Exists(StartFailure.FileOf(settings))) throw StartFailure.Damaged(StartFailure.FileOf(settings));
        if (!await db.Database.CanConnectAsync())
            throw new RefusedStartException("找不到数据库，请用 HCP_DATA 或 HCP_DATABASE 指定。", "There is no such database: name it with HCP_DATA or HCP_DATABASE.");
    }

    /// <summary>Whatever goes wrong ends in a sentence, never in a stack.</summary>
    private static async Task<int> WithAsync(string[] args, bool serves, Func<WebApplication, Task<int>> act)
    {
        HostSettings? settings = null;
        StartLog? log = null;
        try
        {
            await using var app = HaoChaPingHost.Create(args, serves: serves);
            (settings, log) = (app.Services.GetRequiredService<HostSettings>(), app.Services.GetRequiredService<StartLog>());
            return await act(app);
        }
        catch (Exception fault)
        {
            throw await StartFailure.OfAsync(fault, settings, log?.Kept ?? []);
        }
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }
}
