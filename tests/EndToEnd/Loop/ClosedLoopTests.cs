using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Loop;

/// <summary>A bad rating travels 转办→核实→整改→回复→上传 through the real program, handled by real pages in a real browser.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser")]
public sealed class ClosedLoopTests(Browser browser) : BrowserTests(browser)
{
    private readonly ConcurrentQueue<string> errors = new();

    [Fact, Trait("Clause", "AK-15-2")]
    public async Task Five_people_bring_a_bad_rating_to_the_receipt_of_the_upper_platform()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var number = await RateBadlyAsync(product);

        var bureau = await SignInAsync(product, "ak-bureau");
        await OpenTaskAsync(bureau, number);
        await CompleteAsync(bureau, "转办");

        var county = await SignInAsync(product, "ak-county");
        await OpenTaskAsync(county, number);
        await CompleteAsync(county, "转办");

        var handler = await SignInAsync(product, "ak-handler2", phone: true);
        await OpenTaskAsync(handler, number);
        await Shot(handler, "verify-390");
        await handler.GetByRole(AriaRole.Radio, new() { Name = "立整立改（简易）" }).CheckAsync();
        await handler.GetByLabel("已联系评价人").CheckAsync();
        await handler.GetByRole(AriaRole.Radio, new() { Name = "电话" }).CheckAsync();
        await handler.GetByRole(AriaRole.Textbox, new() { Name = "经过和依据" }).FillAsync("调取窗口录像和叫号记录，3月3日上午确未一次性告知。");
        await CompleteAsync(handler, "核实属实");

        await OpenTaskAsync(handler, number);
        await handler.GetByRole(AriaRole.Textbox, new() { Name = "问题根源" }).FillAsync("告知不到位");
        await handler.GetByRole(AriaRole.Textbox, new() { Name = "整改措施" }).FillAsync("首次咨询一律当场出具一次性告知单。");
        await handler.GetByLabel("完成日期").FillAsync("2025-03-03");
        await handler.GetByRole(AriaRole.Textbox, new() { Name = "整改责任人" }).FillAsync("窗口负责人");
        await handler.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "一次性告知单.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await Expect(handler.GetByText("一次性告知单.pdf")).ToBeVisibleAsync();
        await Shot(handler, "rectify-390");
        await CompleteAsync(handler, "整改完成");

        await OpenTaskAsync(handler, number);
        await handler.GetByRole(AriaRole.Radio, new() { Name = "电话" }).CheckAsync();
        await handler.GetByRole(AriaRole.Textbox, new() { Name = "回复内容" }).FillAsync("您反映的问题属实，我们已当场改正，今后一次说清所需材料。");
        await CompleteAsync(handler, "已回复评价人");

        var auditor = await SignInAsync(product, "auditor");
        await LiveAsync(auditor, $"/cases/{number}");
        await Expect(auditor.Locator("#uploads").GetByText("上级平台已收下")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(auditor.Locator("#uploads").GetByText("回执")).ToBeVisibleAsync();
        await Shot(auditor, "case-1440");
        var detail = await (await product.AsAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}");
        Assert.Equal("closed", detail!["status"]!.GetValue<string>());
        Assert.All(detail["steps"]!.AsArray(), step => Assert.Equal("done", step!["state"]!.GetValue<string>()));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_full_inbox_stays_alive_and_a_task_is_claimed_from_its_row()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        for (var i = 1; i <= 60; i++) await RateBadlyAsync(product, i);
        var bureau = await SignInAsync(product, "ak-bureau");
        await LiveAsync(bureau, "/inbox?view=unclaimed");
        await Expect(bureau.Locator("tr[data-row]")).ToHaveCountAsync(50);

        var row = bureau.Locator("tr[data-row]").First;
        var number = await row.Locator(".mono").InnerTextAsync();
        await row.Locator("[data-claim]").ClickAsync();

        await Expect(bureau.Locator("[data-claim]").Filter(new() { HasText = number })).ToHaveCountAsync(0);
        var tasks = await (await product.AsAsync("ak-bureau")).GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view=mine&pageSize=200");
        Assert.Equal("ak-bureau", tasks!["items"]!.AsArray().Single(t => (string)t!["caseNumber"]! == number)!["assignee"]!.GetValue<string>());
        await LiveAsync(bureau, "/cases");
        await Expect(bureau.GetByText("60").First).ToBeVisibleAsync();
    }

    internal static async Task<string> RateBadlyAsync(Product product, int n = 1, string unit = "ak-unit-2")
    {
        using var channel = await product.AsAsync("channel");
        using var service = await channel.PostAsJsonAsync("/api/v1/services", new
        {
            region = "AK", externalId = $"svc-{n}", serialNo = "610900202503030001", item = new { code = "sxsp-0007", name = "企业设立登记" }, kind = "matter", mode = "window",
            unit, place = "演示县政务服务大厅", window = "12 号窗口", staff = "窗口人员", startedAt = "2025-03-03T08:20:00+08:00", completedAt = "2025-03-03T08:50:00+08:00",
            applicant = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001" },
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
        using var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "AK", channel = "qr", externalId = $"r-{n}", serviceExternalId = $"svc-{n}", target = "item", scope = "single", level = "dissatisfied",
            reasons = new[] { new { text = "未一次性告知" } }, text = "材料没有说清，跑了三趟。", @public = true,
            rater = new { kind = "naturalPerson", name = "评价人0001", phone = "13800000001", verified = true }, ratedAt = "2025-03-03T08:55:00+08:00",
        });
        Assert.True(rating.IsSuccessStatusCode, await rating.Content.ReadAsStringAsync());
        return (await rating.Content.ReadFromJsonAsync<JsonObject>())!["case"]!["number"]!.GetValue<string>();
    }

    private async Task<IPage> SignInAsync(Product product, string userName, bool phone = false)
    {
        var page = phone ? await Browser.NewPageAsync(product.Url, 390, 844) : await Browser.NewPageAsync(product.Url);
        // Collected, not asserted here: what is thrown in an event of the browser ends the browser's connection.
        page.Console += (_, message) => { if (message.Type == "error") errors.Enqueue($"{userName}: {message.Text}"); };
        await page.GotoAsync("/");
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(userName);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync("Demo-2026!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    // A click before the circuit listens would be lost.
    internal static async Task LiveAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(page.Locator("main:not([aria-busy])")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    // Waits for the row: the workflow advances a moment after the step before it was completed.
    private static async Task OpenTaskAsync(IPage page, string number)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            await LiveAsync(page, "/inbox?view=unit");
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });
            try
            {
                await row.First.WaitForAsync(new() { Timeout = 2000 });
                await Shot(page, "inbox-" + page.ViewportSize!.Width);
                await row.First.GetByRole(AriaRole.Link).First.ClickAsync();
                await page.WaitForURLAsync("**/tasks/**", new() { WaitUntil = WaitUntilState.Commit });
                await Expect(page.Locator("[data-primary]").First).ToBeVisibleAsync();
                return;
            }
            catch (TimeoutException) { } // look again
        }
        Assert.Fail($"Expected a task of {number} in the inbox.");
    }

    private static async Task CompleteAsync(IPage page, string outcome)
    {
        var task = page.Url;
        await page.Locator("[data-primary]").Filter(new() { HasText = outcome }).ClickAsync();
        try
        {
            await page.WaitForURLAsync(url => url != task, new() { WaitUntil = WaitUntilState.Commit });
        }
        catch (TimeoutException)
        {
            await Shot(page, "stuck");
            Assert.Fail($"Expected “{outcome}” to lead on, but the page says: {await page.Locator("main").InnerTextAsync()}");
        }
    }

    private static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HCP_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();
}
