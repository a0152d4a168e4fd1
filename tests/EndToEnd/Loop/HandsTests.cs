using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.EndToEnd.BlazorProof;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Loop;

/// <summary>What a person's hands meet: a keyboard without a mouse, a server that goes away, a colleague who was faster.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser")]
public sealed class HandsTests(Browser browser) : BrowserTests(browser)
{
    [Fact]
    public async Task A_task_is_done_from_signing_in_to_sending_by_keyboard_alone()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var number = await ClosedLoopTests.RateBadlyAsync(product);
        var other = await ClosedLoopTests.RateBadlyAsync(product, 2);
        var page = await Browser.NewPageAsync(product.Url);

        await page.GotoAsync("/");
        await SignInByKeyboardAsync(page);
        await ClosedLoopTests.LiveAsync(page, "/inbox?view=unclaimed");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync(); // where reading begins
        await page.Locator(".skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("[data-row-link]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#key-help")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-row-link]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("[data-claim]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "当前位置" })).ToContainTextAsync(number);
        await page.Keyboard.PressAsync("Control+Enter");

        // The next task, of another case, which nobody has read: the same keys once more do nothing to it and say so.
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "当前位置" })).ToContainTextAsync(other);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-led-say]")).ToContainTextAsync("请先看过再提交");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("[data-led-say]")).ToBeEmptyAsync();
        await Expect(page.Locator("[data-primary]")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await page.WaitForURLAsync($"**/cases/{other}", new() { WaitUntil = WaitUntilState.Commit });
    }

    [Fact]
    public async Task While_the_server_is_away_typing_goes_on_and_sending_waits_and_says_why()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        await ClosedLoopTests.RateBadlyAsync(product);
        var page = await Browser.NewPageAsync(product.Url);
        ConcurrentQueue<string> thrown = [];
        page.PageError += (_, error) => thrown.Enqueue(error);
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("ERR_", StringComparison.Ordinal)) thrown.Enqueue(message.Text); };
        await OpenOnlyTaskAsync(page);

        await product.KillAsync();
        await Expect(page.GetByText("连接断开，正在重连")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.GetByLabel("转办意见").FillAsync("断线时写的意见。");
        await Expect(page.Locator("[data-primary]")).ToBeDisabledAsync();
        await Expect(page.Locator("[data-primary]")).ToHaveAccessibleDescriptionAsync("连接断开，重新连接后才能提交");
        await product.RestartAsync();

        await Expect(page.Locator("[data-primary]")).ToBeEnabledAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByLabel("转办意见")).ToHaveValueAsync("断线时写的意见。");
        Assert.Empty(thrown);
    }

    [Fact]
    public async Task Who_comes_second_reads_who_was_faster_and_keeps_the_own_words()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        await ClosedLoopTests.RateBadlyAsync(product);
        var (first, second) = (await Browser.NewPageAsync(product.Url), await Browser.NewPageAsync(product.Url));
        await OpenOnlyTaskAsync(first);
        await OpenOnlyTaskAsync(second);
        await second.GetByLabel("转办意见").FillAsync("第二个人写的意见。");

        var task = first.Url;
        await first.Locator("[data-primary]").ClickAsync();
        await first.WaitForURLAsync(url => url != task, new() { WaitUntil = WaitUntilState.Commit });
        await second.Locator("[data-primary]").ClickAsync();

        await Expect(second.Locator("#task-problem")).ToContainTextAsync("您已于3月3日");
        await Expect(second.Locator("[data-primary]")).ToBeDisabledAsync();
        await second.ReloadAsync();
        await Expect(second.GetByRole(AriaRole.Region, new() { Name = "您写的内容（没有提交）" })).ToContainTextAsync("第二个人写的意见。");
    }

    [Fact]
    public async Task On_a_slow_line_nothing_typed_is_lost_neither_before_the_page_lives_nor_after()
    {
        const string Words = "请区县审批部门按属地管理原则交办，三日内核实情况，逐项写明经过和依据，并当面联系评价人说明处理结果。";
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var number = await ClosedLoopTests.RateBadlyAsync(product);
        await using var line = new CuttableProxy(new Uri(product.Url).Port, TimeSpan.FromMilliseconds(100));
        var page = await Browser.NewPageAsync(line.Url);
        await page.GotoAsync("/");
        await SignInByKeyboardAsync(page);
        await ClosedLoopTests.LiveAsync(page, "/inbox?view=unclaimed");
        var task = await page.Locator("[data-row-link]").GetAttributeAsync("href");

        await page.GotoAsync(task!, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#field-note").FocusAsync();
        foreach (var letter in Words) // slower than a hand's burst, faster than the line
        {
            await page.Keyboard.InsertTextAsync(letter.ToString());
            await page.WaitForTimeoutAsync(40);
        }

        await Expect(page.Locator("#field-note")).ToHaveValueAsync(Words);
        await Expect(page.Locator("#field-note")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync($"**/cases/{number}", new() { WaitUntil = WaitUntilState.Commit });
        using var auditor = await product.AsAsync("auditor");
        var events = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/events"))!["items"]!.AsArray();
        Assert.Equal(Words, (string?)events.Single(e => (string)e!["type"]! == "taskCompleted")!["data"]!["fields"]!["note"]);
    }

    private static async Task SignInByKeyboardAsync(IPage page)
    {
        await Expect(page.Locator("#user-name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ak-bureau");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Demo-2026!");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "待办" })).ToBeVisibleAsync();
    }

    private static async Task OpenOnlyTaskAsync(IPage page)
    {
        await page.GotoAsync("/");
        await SignInByKeyboardAsync(page);
        await ClosedLoopTests.LiveAsync(page, "/inbox?view=unclaimed");
        await page.Locator("[data-row-link]").ClickAsync();
        await Expect(page.Locator("[data-primary]")).ToBeVisibleAsync();
    }
}
