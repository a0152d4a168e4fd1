using HaoChaPing.EndToEnd.Loop;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Ordinances;

/// <summary>An administrator makes a new place from an ordinance and keeps the calendar, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser")]
public sealed class PackScreensTests(Browser browser) : BrowserTests(browser)
{
    [Fact, Trait("Clause", "X-PACK-2"), Trait("Clause", "X-CLK-8"), Trait("Clause", "X-CAL-4")]
    public async Task An_administrator_writes_confirms_and_publishes_a_place_on_screens_alone()
    {
        await using var product = await Product.StartAsync("2025-03-03T09:00:00+08:00");
        var page = await SignInAsync(product, "admin");
        await LiveAsync(page, "/ordinances");
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(6); // five places and the heading
        await Shot(page, "packs");

        await page.GetByLabel("代码（大写字母").FillAsync("XA");
        await page.GetByLabel("地区名称").FillAsync("新安县");
        await page.GetByLabel("文件名称").FillAsync("新安县政务服务“好差评”管理办法");
        await page.GetByLabel("复制自").SelectOptionAsync("AK");
        await page.GetByRole(AriaRole.Button, new() { Name = "建草稿" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "新安县 规则包" })).ToBeVisibleAsync();
        await Shot(page, "pack-basis");

        await page.GetByRole(AriaRole.Link, new() { Name = "时限" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "限时整改（一般）" }).ClickAsync();
        var timer = page.GetByLabel("限时整改（一般）", new() { Exact = true });
        await timer.GetByLabel("期限，数量").FillAsync("7");
        await timer.GetByLabel("期限，数量").BlurAsync();
        await page.GetByLabel("单位收到差评", new() { Exact = true }).FillAsync("2025-03-03T10:00");
        await page.GetByLabel("单位收到差评", new() { Exact = true }).BlurAsync();
        await Expect(page.GetByText("周三 24:00 截止")).ToBeVisibleAsync(); // 12 March, the seventh working day
        await Shot(page, "pack-timers");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await Expect(page.GetByText("已保存")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "版本与发布" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发布" }).ClickAsync();
        await Expect(page.GetByText("1.0.0 版已发布")).ToBeVisibleAsync();
        var open = page.GetByRole(AriaRole.Button, new() { Name = "确认采用" });
        await Shot(page, "pack-confirm");
        for (var left = await open.CountAsync(); left > 0; left--)
        {
            await page.GetByLabel("确认的依据").First.FillAsync("县政府第 3 次常务会议");
            await page.GetByLabel("确认的依据").First.BlurAsync();
            await open.First.ClickAsync();
            await Expect(open).ToHaveCountAsync(left - 1);
        }
        await LiveAsync(page, "/ordinances");
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("XA.*现行有效") })).ToBeVisibleAsync();
    }

    [Fact, Trait("Clause", "X-CAL-1"), Trait("Clause", "X-CAL-4")]
    public async Task A_year_is_imported_on_the_calendar_page_and_a_wrong_file_is_told_where_it_is_wrong()
    {
        await using var product = await Product.StartAsync("2026-12-28T09:00:00+08:00");
        var page = await SignInAsync(product, "admin");
        await LiveAsync(page, "/calendar?year=2027");
        await Expect(page.GetByText("2027 年的放假安排还没有导入")).ToBeVisibleAsync();

        await page.SetInputFilesAsync("input[type=file]", Year("""{"year":2027,"days":[{"name":"元旦","date":"2027-13-01","isOffDay":true}]}"""));
        await Expect(page.GetByText("/days/0/date")).ToBeVisibleAsync();
        await page.SetInputFilesAsync("input[type=file]", Year("""{"year":2027,"papers":["https://www.gov.cn/2027"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":false}]}"""));

        await Expect(page.GetByText("2027 年安排已导入：放假 1 天，调休上班 1 天")).ToBeVisibleAsync();
        await Expect(page.GetByText("周六，元旦调休上班").First).ToBeAttachedAsync();
        await Shot(page, "calendar");
    }

    private static FilePayload Year(string json) => new() { Name = "2027.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(json) };

    private async Task<IPage> SignInAsync(Product product, string userName)
    {
        var page = await Browser.NewPageAsync(product.Url);
        await page.GotoAsync("/");
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(userName);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync("Demo-2026!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    // A click before the circuit listens would be lost.
    private static async Task LiveAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator("main")).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    // Pictures for people to look at, desktop and phone.
    private static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HCP_SCREENSHOTS") is not { Length: > 0 } folder) return;
        foreach (var (width, height) in new[] { (1440, 900), (390, 844) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
        await page.SetViewportSizeAsync(1440, 900);
    }
}
