using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.BlazorProof;

/// <summary>
/// What the product relies on of Blazor, proved with the 9.0 browser script on the 10.0 server (docs/decisions/0004).
/// Run again after every runtime update: a failure here means static rendering with small scripts for that part.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser")]
public sealed class BlazorProofTests(Browser browser) : BrowserTests(browser)
{
    [Fact]
    public async Task A_cut_socket_reconnects_to_the_same_circuit_and_keeps_what_was_typed()
    {
        await using var host = await ProofHost.StartAsync();
        await using var cable = new CuttableProxy(host.Port);
        var page = await OpenAsync(cable.Url, "/circuit");
        await page.ClickAsync("#add");
        await page.FillAsync("#words", "写了一半");
        await Expect(page.Locator("#heard")).ToHaveTextAsync("写了一半");

        cable.Cut();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        cable.PlugIn();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await page.ClickAsync("#add");

        await Expect(page.Locator("#count")).ToHaveTextAsync("2");
        await Expect(page.Locator("#words")).ToHaveValueAsync("写了一半");
    }

    [Fact]
    public async Task A_restarted_server_refuses_the_old_circuit_and_the_page_can_be_loaded_again()
    {
        var host = await ProofHost.StartAsync();
        var page = await OpenAsync(host.Url, "/circuit");
        await page.ClickAsync("#add");
        await Expect(page.Locator("#count")).ToHaveTextAsync("1");

        await host.DisposeAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await using var again = await ProofHost.StartAsync(host.Port);

        // The server does not know the circuit: the page loads itself again.
        await Expect(page.Locator("#count")).ToHaveTextAsync("0", new() { Timeout = 30_000 });
        await Expect(page.Locator("#ready")).ToHaveTextAsync("已连接");
        await page.ClickAsync("#add");
        await Expect(page.Locator("#count")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task An_enhanced_form_posts_without_leaving_the_page_and_shows_its_errors()
    {
        await using var host = await ProofHost.StartAsync();
        var page = await Browser.NewPageAsync(host.Url);
        await page.GotoAsync("/form");
        await page.EvaluateAsync("() => window.sameDocument = true");

        await page.ClickAsync("#send");
        await Expect(page.Locator(".validation-message")).ToHaveTextAsync("请填写意见。");
        await page.FillAsync("#words", "窗口态度好");
        await page.ClickAsync("#send");

        await Expect(page.Locator("#said")).ToHaveTextAsync("窗口态度好");
        Assert.True(await page.EvaluateAsync<bool>("() => window.sameDocument === true"));
    }

    [Fact]
    public async Task A_streamed_page_shows_its_first_state_and_then_the_last()
    {
        await using var host = await ProofHost.StartAsync();
        var page = await Browser.NewPageAsync(host.Url);

        await page.GotoAsync("/stream", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.Locator("#state")).ToHaveTextAsync("正在载入");
        host.Desk.Slow.SetResult();

        await Expect(page.Locator("#state")).ToHaveTextAsync("已载入");
    }

    [Fact]
    public async Task A_file_of_20_MB_arrives_whole_over_the_circuit()
    {
        await using var host = await ProofHost.StartAsync();
        var page = await OpenAsync(host.Url, "/upload");
        var content = new byte[20 << 20];
        new Random(20).NextBytes(content);

        var folder = Directory.CreateTempSubdirectory("haochaping-");
        var file = Path.Combine(folder.FullName, "佐证.bin");
        await File.WriteAllBytesAsync(file, content);

        // The browser reads the file itself: what goes to it over the wire of the test is its path.
        await page.SetInputFilesAsync("#file", file);

        await Expect(page.Locator("#digest")).ToHaveTextAsync(Convert.ToHexStringLower(SHA256.HashData(content)), new() { Timeout = 60_000 });
        folder.Delete(recursive: true);
    }

    private async Task<IPage> OpenAsync(string url, string path)
    {
        var page = await Browser.NewPageAsync(url);
        await page.GotoAsync(path);
        await Expect(page.Locator("#ready")).ToHaveTextAsync("已连接");
        return page;
    }
}
