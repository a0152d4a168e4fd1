using Microsoft.Playwright;
using Xunit;

namespace HaoChaPing.EndToEnd;

/// <summary>Debian's Chromium, headless, one process for the whole test run.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HCP_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh visitor: own cookies, own storage, own window. Gone with <see cref="LeaveAsync"/>.</summary>
    public async Task<IPage> NewPageAsync(string baseUrl, int width = 1440, int height = 900)
    {
        var context = await chromium!.NewContextAsync(new() { BaseURL = baseUrl, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Closes every window: pages left open would look for their server for as long as the run lasts.</summary>
    public Task LeaveAsync() => Task.WhenAll(chromium!.Contexts.Select(context => context.CloseAsync()));

    public async Task DisposeAsync()
    {
        if (chromium is not null) await chromium.CloseAsync();
        playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}

/// <summary>Tests before the browser, each of which leaves no window behind.</summary>
public abstract class BrowserTests(Browser browser) : IAsyncLifetime
{
    protected Browser Browser => browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => browser.LeaveAsync();
}
