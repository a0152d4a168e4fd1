using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace HaoChaPing.Designer.Blazor.Intake;

/// <summary>Takes in files of services and ratings and shows how far they are.</summary>
public sealed partial class ImportsPage(ScopedSender sender, MachineClock machine) : IDisposable
{
    private const long Largest = 1024L * 1024 * 1024;
    private const int PageSize = 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource left = new();
    private string kind = "ratings";
    private string encoding = "utf-8";
    private bool dryRun;
    private string? sending;
    private int sent;
    private Refusal? refusal;
    private Refusal? problem;
    private bool watching;

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    private PageOf<ImportView>? Rows { get; set; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!watching && Rows?.Items.Any(IsUnderWay) == true) _ = WatchAsync();
    }

    private async Task ReadAsync()
    {
        var answer = await sender.SendAsync(new ListImports(int.TryParse(PageText, out var page) ? page : 1, PageSize), left.Token);
        (Rows, refusal) = (answer.Value ?? Rows, answer.Refusal);
    }

    // While one is under way the figures are read every second of the machine's time.
    private async Task WatchAsync()
    {
        watching = true;
        using var timer = new PeriodicTimer(Look, machine);
        try
        {
            while (Rows?.Items.Any(IsUnderWay) == true && await timer.WaitForNextTickAsync(left.Token)) await InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally { watching = false; }
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (problem, sending, sent) = (null, chosen.File.Name, 0);
        try
        {
            problem = chosen.File.Size > Largest ? Refusal.TooLarge("importTooLarge", "文件超过 1 GB，请拆分后再上传。") : await SendAsync(chosen.File);
        }
        catch (IOException)
        {
            problem = Refusal.Malformed("importFileMissing", "上传中断了，请再选择一次文件。");
        }
        sending = null;
        await ReadAsync();
    }

    private async Task<Refusal?> SendAsync(IBrowserFile file)
    {
        await using var content = new CountedStream(file.OpenReadStream(Largest, left.Token), read => Shown(read, file.Size));
        var stored = await sender.SendAsync(new StoreImportFile(file.Name, content), left.Token);
        if (!stored.Ok) return stored.Refusal;
        return (await sender.SendAsync(new StartImport(stored.Value, kind, Encoding: encoding, DryRun: dryRun), left.Token)).Refusal;
    }

    private void Shown(long read, long size)
    {
        var now = size == 0 ? 100 : (int)(100 * read / size);
        if (now == sent) return;
        sent = now;
        _ = InvokeAsync(StateHasChanged);
    }

    private static bool IsUnderWay(ImportView row) => row.Status is "queued" or "running";

    private static string StatusOf(ImportView row) => row.Status switch { "queued" => "等待", "running" => "正在导入", "stopped" => "已停止", _ => row.DryRun ? "检查完毕" : "已完成" };

    private static string Size(long bytes) => bytes switch { < 1024 => $"{bytes} 字节", < 1024 * 1024 => $"{bytes / 1024.0:0.#} KB", _ => $"{bytes / 1024.0 / 1024:0.#} MB" };

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }
}
