using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using HaoChaPing.EndToEnd.Loop;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Designer;

/// <summary>The real Studio as a person uses it: what one sees, clicks and drags, and everything that must not happen meanwhile.</summary>
internal sealed partial class Studio
{
    // Studio's start takes seconds on a busy machine.
    private const int Patience = 60_000;
    private const int Width = 1600, Height = 1000;

    private readonly ConcurrentQueue<string> faults = new();
    private readonly SortedSet<string> english = new(StringComparer.Ordinal);

    private Studio(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => faults.Enqueue(error);
        page.Console += (_, message) => { if (message.Type == "error" && !Expected().IsMatch(message.Text)) faults.Enqueue(message.Text); };
    }

    public IPage Page { get; }

    /// <summary>What is inside the frame.</summary>
    public IFrameLocator Inside => Page.FrameLocator(".studio-box iframe");

    public static async Task<Studio> SignInAsync(Browser browser, Product product, string userName)
    {
        var page = await browser.NewPageAsync(product.Url, Width, Height);
        page.SetDefaultTimeout(Patience / 2);
        SetDefaultExpectTimeout(Patience / 2);
        await page.GotoAsync("/");
        await EnterAsync(page, userName);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return new Studio(page);
    }

    public static async Task EnterAsync(IPage page, string userName)
    {
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(userName);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync("Demo-2026!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await ReadyAsync();
    }

    /// <summary>Waits until Studio shows what it was opened for.</summary>
    public async Task ReadyAsync()
    {
        // The frame before may still be there for a moment.
        await Expect(Inside.Locator($"body[data-home='{new Uri(Page.Url).AbsolutePath}']")).ToBeAttachedAsync(new() { Timeout = Patience });
        await Expect(Inside.Locator("#loading")).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    /// <summary>Collects the English that the dictionary has not covered on this page.</summary>
    public async Task ReadTextsAsync()
    {
        var frame = Page.Frames.Single(f => f.Url.Contains("/elsa-studio/", StringComparison.Ordinal));
        english.UnionWith(await frame.EvaluateAsync<string[]>("() => window.studioTexts.uncovered()"));
    }

    /// <summary>Drags an activity from the palette to a place on the canvas.</summary>
    public async Task DragAsync(string category, string activity, int x, int y)
    {
        var group = Inside.Locator(".mud-expand-panel-header").Filter(Exactly(category));
        await group.ClickAsync();
        var before = await Inside.Locator(".x6-node").CountAsync();
        await Inside.Locator("[draggable=true]").Filter(Exactly(activity)).DragToAsync(Inside.Locator(".x6-graph").First, new() { TargetPosition = new() { X = x, Y = y } });
        await Expect(Inside.Locator(".x6-node")).ToHaveCountAsync(before + 1);
        await group.ClickAsync();
        await Expect(Inside.Locator("[draggable=true]").Filter(Exactly(activity))).Not.ToBeVisibleAsync();
    }

    public ILocator Step(string text) => Inside.Locator(".x6-node").Filter(new() { HasText = text });

    /// <summary>A step by its id in the definition.</summary>
    public ILocator Node(string id) => Inside.Locator($".x6-node[data-cell-id='{id}']");

    /// <summary>How often a running instance has come to a step, as the step's badge says.</summary>
    public ILocator Badge(string id) => Node(id).Locator(".mud-badge");

    public ILocator Port(string step, string port) => Step(step).Locator($".x6-port-body[port='{port}']");

    /// <summary>Draws a connection from an outcome of a step to the entrance of another.</summary>
    public async Task ConnectAsync(string step, string port, string next)
    {
        var edges = await Inside.Locator(".x6-edge").CountAsync();
        var (from, to) = (await MiddleAsync(Port(step, port)), await MiddleAsync(Port(next, "In")));
        await Page.Mouse.MoveAsync(from.X, from.Y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((from.X + to.X) / 2, (from.Y + to.Y) / 2, new() { Steps = 5 });
        await Page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 8 });
        await Page.Mouse.UpAsync();
        await Expect(Inside.Locator(".x6-edge")).ToHaveCountAsync(edges + 1);
    }

    /// <summary>Selects a step, so that its panel opens.</summary>
    public async Task SelectAsync(string step, string field)
    {
        var box = (await Step(step).Locator("elsa-activity-wrapper").BoundingBoxAsync())!;
        await Page.Mouse.ClickAsync(box.X + 60, box.Y + 14);
        await Expect(Dropdown(field)).ToBeVisibleAsync();
    }

    /// <summary>Chooses from a dropdown of the panel.</summary>
    public async Task ChooseAsync(string field, string text)
    {
        await Dropdown(field).Locator(".mud-input-slot").First.ClickAsync();
        await Inside.Locator(".mud-popover-open .mud-list-item-extended").Filter(Exactly(text)).ClickAsync();
        await Expect(Dropdown(field)).ToContainTextAsync(text);
    }

    public Task PublishAsync() => Inside.Locator(".mud-toolbar .mud-button-group-root > .mud-tooltip-root button").First.ClickAsync();

    /// <summary>What Studio says in passing.</summary>
    public ILocator Said => Inside.Locator(".mud-snackbar");

    public async Task PickFromRowAsync(ILocator row, string item)
    {
        await row.Locator("button").Last.ClickAsync();
        await PickAsync(item);
    }

    public Task PickAsync(string item) => Inside.Locator(".mud-popover-open").GetByText(item, new() { Exact = true }).ClickAsync();

    public ILocator Dialog => Inside.Locator(".mud-dialog");

    public Task AgreeAsync(string button = "确定") => Dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Opens a tab of the panel on the right, behind its arrows if need be.</summary>
    public async Task TabAsync(string name)
    {
        var tab = Inside.Locator(".mud-tab").Filter(Exactly(name));
        var arrows = Inside.Locator(".mud-tabs").Filter(new() { Has = tab }).Last.Locator(".mud-tabs-scroll-button button");
        foreach (var arrow in new[] { arrows.Last, arrows.First })
            for (var i = 0; i < 6 && !await InViewAsync(tab) && await arrow.IsEnabledAsync(); i++) await arrow.ClickAsync();
        await tab.ClickAsync();
    }

    /// <summary>No error of Studio, nothing in the console, no English left.</summary>
    public async Task AllWasWellAsync()
    {
        await Expect(Inside.Locator("#said.stop")).ToHaveCountAsync(0);
        Assert.Empty(faults);
        Assert.Empty(english);
    }

    public async Task ShotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("HCP_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await Page.SetViewportSizeAsync(1040, 680); // what a page of docs/ bears
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        await Page.SetViewportSizeAsync(Width, Height);
    }

    private ILocator Dropdown(string field) => Inside.Locator(".mud-input-control.mud-select-extended").Filter(new() { Has = Page.Locator("label").Filter(Exactly(field)) });

    private static LocatorFilterOptions Exactly(string text) => new() { HasTextRegex = new($@"^\s*{Regex.Escape(text)}\s*$") };

    private static async Task<bool> InViewAsync(ILocator tab) => await tab.CountAsync() > 0 && await tab.IsVisibleAsync() &&
        await tab.EvaluateAsync<bool>("tab => { const at = tab.getBoundingClientRect(), bar = tab.closest('.mud-tabs-tabbar-content').getBoundingClientRect(); return at.right <= bar.right + 2 && at.left >= bar.left - 2; }");

    private static async Task<(float X, float Y)> MiddleAsync(ILocator locator)
    {
        var box = (await locator.BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    // The one inline script of Studio that our policy does not run (elsa contract 1.1.8); a refused publication; the router's word on a short connection.
    [GeneratedRegex("Executing inline script violates|status of 400|status of 401")]
    private static partial Regex Expected();
}
