using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary><c>hcp import</c>: takes in a file on the machine itself, beside the server if one runs.</summary>
internal sealed record ImportVerb(string File, string? Kind, string? Format, string? Encoding, bool DryRun)
{
    private static readonly RefusedStartException Wrong = new("用法：./hcp import 文件 --kind ratings|services [--dry-run] [--encoding gbk] [--format csv|ndjson]", "See ./hcp help.");

    public static ImportVerb Read(string[] args)
    {
        var (named, rest) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        for (var i = 1; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) rest.Add(args[i]);
            else if (args[i] == "--dry-run") named["--dry-run"] = "";
            else if (args[i].Split('=', 2) is [var name, var value]) named[name] = value;
            else named[args[i]] = ++i < args.Length ? args[i] : throw Wrong;
        }
        if (rest is not [var file] || named.Keys.Any(k => k is not ("--kind" or "--format" or "--encoding" or "--dry-run"))) throw Wrong;
        if (!System.IO.File.Exists(file)) throw new RefusedStartException($"没有“{file}”这个文件。", "There is no such file.");
        return new ImportVerb(file, named.GetValueOrDefault("--kind"), named.GetValueOrDefault("--format"), named.GetValueOrDefault("--encoding"), named.ContainsKey("--dry-run"));
    }

    public async Task<int> RunAsync(WebApplication app, Func<string, int> say)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
        await using var scope = app.Services.CreateAsyncScope();
        await Verbs.RequireDatabaseAsync(app, scope.ServiceProvider);
        ConsoleOperator.Act(scope.ServiceProvider.GetRequiredService<CurrentUser>(), Acts.Import);
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        await using var content = System.IO.File.OpenRead(File);
        var stored = await sender.Send(new StoreImportFile(Path.GetFileName(File), content), stop.Token);
        var started = stored.Ok ? await sender.Send(new StartImport(stored.Value, Kind, Format, Encoding, DryRun), stop.Token) : stored.Refusal;
        if (!started.Ok) throw new RefusedStartException(started.Refusal.Message, "The file was refused.");
        return await FollowAsync(app, sender, started.Value.Id, say, stop.Token);
    }

    private static async Task<int> FollowAsync(WebApplication app, ISender sender, Guid id, Func<string, int> say, CancellationToken cancellationToken)
    {
        try
        {
            // Where a server runs on the same database it may be at it already: both go on from the one count.
            await app.Services.GetRequiredService<ImportWorker>().FollowAsync(id, Shown, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine();
            return say($"已中断（stopped），导入 {id} 停在最近一次提交处；再次运行同一命令，或启动服务，即可接着导入，已存入的不会重复。") + 1;
        }
        var end = (await sender.Send(new GetImport(id), CancellationToken.None)).Value!;
        Console.WriteLine();
        say($"{(end.DryRun ? "试导入完毕，没有存入（dry run）" : end.Status == "finished" ? "导入完毕（done）" : $"已停止（stopped）：{end.Remark}")}：新 {end.Accepted} 行，已有 {end.Known} 行，退回 {end.Rejected} 行，工单 {end.Cases} 件。");
        if (end.Rejected > 0) await WriteRejectsAsync(sender, id, say);
        return end is { Status: "finished", Rejected: 0 } ? 0 : 1;
    }

    private static async Task WriteRejectsAsync(ISender sender, Guid id, Func<string, int> say)
    {
        var rejects = (await sender.Send(new GetImportRejects(id), CancellationToken.None)).Value!;
        var path = Path.Combine(Environment.CurrentDirectory, rejects.FileName);
        await System.IO.File.WriteAllBytesAsync(path, rejects.Content);
        say($"退回的行在（rejected lines in）{path}，内含个人信息，用后请删除。");
    }

    // One line that moves, where somebody looks; nothing but the end, where it goes to a file.
    private static void Shown(ImportView now)
    {
        if (!Console.IsOutputRedirected) Console.Write($"\r{now.Done} / {now.Total}（{now.Percent}%）");
    }
}
