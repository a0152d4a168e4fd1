using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Loop;

/// <summary>Acts on a case beside its tasks, through real pages: more time asked for by keyboard alone, signed and granted; 会商 and 督办 from a phone.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser")]
public sealed class CaseActsTests(Browser browser) : BrowserTests(browser)
{
    private readonly ConcurrentQueue<string> errors = new();

    [Fact, Trait("Clause", "AK-15-1c"), Trait("Clause", "AK-15-1d")]
    public async Task More_time_is_asked_for_by_keyboard_signed_and_granted()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var number = await InHandAsync(product);

        var handler = await SignInAsync(product, "ak-handler");
        await ClosedLoopTests.LiveAsync(handler, $"/cases/{number}");
        await Shot(handler, "acts-handler-1440");
        await handler.Locator("[data-act=extension]").FocusAsync();
        await handler.Keyboard.PressAsync("Enter");
        await Expect(handler.GetByRole(AriaRole.Dialog, new() { Name = "申请延期" })).ToBeVisibleAsync();
        await Expect(handler.GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        for (var i = 0; i < 4; i++) await handler.Keyboard.PressAsync("ArrowRight");
        await handler.Keyboard.PressAsync("Tab");
        await handler.Keyboard.PressAsync("Control+Enter");
        await Expect(handler.Locator("dialog [role=alert]")).ToContainTextAsync("还有必填的内容没有填");
        await handler.Locator("#field-reason").FillAsync("涉及多个科室，需现场核对。");
        await handler.Locator("[data-field=stampedFile]").SetInputFilesAsync(new FilePayload { Name = "延期申请（盖章）.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await Expect(handler.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = "延期申请（盖章）.pdf" })).ToBeVisibleAsync();
        await Shot(handler, "extension-dialog-1440", full: false);
        await handler.Keyboard.PressAsync("Escape");
        await Expect(handler.Locator("dialog[open]")).ToHaveCountAsync(0);
        await handler.Locator("[data-act=extension]").ClickAsync(); // what was typed is still there
        await Expect(handler.Locator("#field-reason")).ToHaveValueAsync("涉及多个科室，需现场核对。");
        await handler.Keyboard.PressAsync("Control+Enter");
        await Expect(handler.Locator("#extensions")).ToContainTextAsync("待领导审签");
        await Expect(handler.Locator("#acts")).ToContainTextAsync("已有延期申请正在审批");

        var leader = await SignInAsync(product, "ak-leader");
        await OpenTaskAsync(leader, number);
        await Expect(leader.Locator(".facts")).ToContainTextAsync("5 个工作日");
        await Expect(leader.Locator(".facts").GetByRole(AriaRole.Link, new() { Name = "延期申请（盖章）.pdf" })).ToBeVisibleAsync();
        await Shot(leader, "signoff-1440");
        await CompleteAsync(leader, "同意并签批");

        var bureau = await SignInAsync(product, "ak-bureau", phone: true);
        await OpenTaskAsync(bureau, number, "延期审批");
        await Shot(bureau, "approve-390");
        await CompleteAsync(bureau, "批准延期");

        await ClosedLoopTests.LiveAsync(handler, $"/cases/{number}"); // it would follow by itself within twenty seconds
        await Expect(handler.Locator("#extensions")).ToContainTextAsync("批准 5 个工作日");
        await Shot(handler, "acts-granted-1440");
        Assert.Empty(errors);
    }

    [Fact, Trait("Clause", "AK-15-4"), Trait("Clause", "SP-5.5")]
    public async Task From_a_phone_departments_are_convened_and_the_unit_is_pressed()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var number = await InHandAsync(product);
        var bureau = await SignInAsync(product, "ak-bureau", phone: true);
        await ClosedLoopTests.LiveAsync(bureau, $"/cases/{number}");

        await bureau.Locator("[data-act=coordination]").ClickAsync();
        await Expect(bureau.GetByRole(AriaRole.Dialog, new() { Name = "召集会商" })).ToBeVisibleAsync();
        await Shot(bureau, "convene-390", full: false);
        await bureau.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await bureau.Locator("#field-reason").FillAsync("涉及两级审批部门。");
        await bureau.Locator("dialog [data-primary]").ClickAsync();
        await Expect(bureau.Locator("#coordination")).ToContainTextAsync("进行中");
        await Expect(bureau.Locator("#coordination .matter-parts")).ToContainTextAsync("待答复");
        await Expect(bureau.Locator("#acts")).ToContainTextAsync("会商正在进行");

        await bureau.Locator("[data-act=urge]").ClickAsync();
        await bureau.Locator("#field-text").FillAsync("本周内报办理进展。");
        await bureau.Locator("dialog [data-primary]").ClickAsync();
        await Expect(bureau.Locator("#urgings")).ToContainTextAsync("本周内报办理进展。");
        await Shot(bureau, "acts-bureau-390");

        var handler = await SignInAsync(product, "ak-handler");
        await OpenTaskAsync(handler, number, "答复督办");
        await Expect(handler.Locator(".facts")).ToContainTextAsync("本周内报办理进展。");
        Assert.Equal(0, await bureau.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)")); // nothing scrolls sideways
        Assert.Empty(errors);
    }

    /// <summary>A case of the city's first unit, received by it.</summary>
    private static async Task<string> InHandAsync(Product product)
    {
        var number = await ClosedLoopTests.RateBadlyAsync(product, unit: "ak-unit-1");
        using var bureau = await product.AsAsync("ak-bureau");
        using var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await patience.WaitForNextTickAsync())
        {
            var task = (await bureau.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=unclaimed"))!["items"]!.AsArray().FirstOrDefault(t => (string)t!["caseNumber"]! == number);
            if (task is null) continue;
            using var done = await bureau.PostAsJsonAsync($"/api/v1/tasks/{task["id"]}/complete", new { outcome = "dispatched", fields = new { unit = "ak-unit-1" } });
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
            break;
        }
        while ((await bureau.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!["unitReceivedAt"] is null) await patience.WaitForNextTickAsync();
        return number;
    }

    private async Task<IPage> SignInAsync(Product product, string userName, bool phone = false)
    {
        var page = phone ? await Browser.NewPageAsync(product.Url, 390, 844) : await Browser.NewPageAsync(product.Url);
        page.Console += (_, message) => { if (message.Type == "error") errors.Enqueue($"{userName}: {message.Text}"); };
        await page.GotoAsync("/");
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(userName);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync("Demo-2026!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    // The case names its open tasks; the workflow may need a moment to open the one looked for.
    private static async Task OpenTaskAsync(IPage page, string number, string title = "")
    {
        for (var tries = 0; tries < 10; tries++)
        {
            await ClosedLoopTests.LiveAsync(page, $"/cases/{number}");
            var task = page.Locator(".page-head .acts a, ul.listing a[href^='/tasks/']").Filter(new() { HasText = title.Length > 0 ? title : "审签" }).First;
            try
            {
                await task.WaitForAsync(new() { Timeout = 1500 });
                await task.ClickAsync();
                await page.WaitForURLAsync("**/tasks/**", new() { WaitUntil = WaitUntilState.Commit });
                await Expect(page.Locator("[data-primary]").First).ToBeVisibleAsync();
                return;
            }
            catch (TimeoutException) { } // look again
        }
        Assert.Fail($"Expected a task “{title}” on {number}, but the page says: {await page.Locator("main").InnerTextAsync()}");
    }

    private static async Task CompleteAsync(IPage page, string outcome)
    {
        var task = page.Url;
        await page.Locator("[data-primary]").Filter(new() { HasText = outcome }).ClickAsync();
        await page.WaitForURLAsync(url => url != task, new() { WaitUntil = WaitUntilState.Commit });
    }

    private static async Task Shot(IPage page, string name, bool full = true)
    {
        if (Environment.GetEnvironmentVariable("HCP_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = full });
    }

    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();
}
