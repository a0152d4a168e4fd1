using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.EndToEnd.Loop;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HaoChaPing.EndToEnd.Designer;

/// <summary>The real Elsa Studio in a real browser, on the real product: drawn, published, bound, refused, looked at.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Browser"), Trait("Pace", "Slow")]
public sealed class DesignerTests(Browser browser)
{
    private const string Now = "2025-03-03T09:00:00+08:00";
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Fact, Trait("Clause", "X-WF-1")]
    public async Task A_workflow_bound_to_a_place_is_followed_by_new_cases_and_a_broken_one_is_refused_by_the_step_s_name()
    {
        await using var product = await Product.StartAsync(Now);
        var old = await ClosedLoopTests.RateBadlyAsync(product);
        var studio = await Studio.SignInAsync(browser, product, "admin");
        await studio.OpenAsync("/designer");
        await studio.PickFromRowAsync(studio.Inside.Locator("tbody tr").Filter(new() { HasText = "差评办理闭环" }), "复制为新流程");
        await studio.Dialog.Locator("input").First.FillAsync("安康差评办理");
        await studio.ReadTextsAsync();
        await studio.AgreeAsync();
        await studio.Inside.GetByRole(AriaRole.Cell, new() { Name = "安康差评办理", Exact = true }).ClickAsync();
        await studio.Page.WaitForURLAsync("**/designer/*", new() { WaitUntil = WaitUntilState.Commit });
        await studio.ReadyAsync();
        var id = new Uri(studio.Page.Url).Segments[^1];
        await studio.PublishAsync();
        await Expect(studio.Page.GetByText("第 1 版已发布")).ToBeVisibleAsync();

        using var admin = await product.AsAsync("admin");
        await BindAsync(admin, id);
        var young = await ClosedLoopTests.RateBadlyAsync(product, 2);
        using var auditor = await product.AsAsync("auditor");
        Assert.Equal(("closed-loop", id), (await WorkflowOfAsync(auditor, old), await WorkflowOfAsync(auditor, young)));

        // Somebody cuts 回复 off; the draft is kept, its publication is not had.
        var draft = (await admin.GetFromJsonAsync<JsonObject>($"{Definitions}/by-definition-id/{id}?versionOptions=Latest"))!;
        var connections = draft["root"]!["connections"]!.AsArray();
        foreach (var connection in connections.Where(c => c!["source"]!["activity"]!.ToString() == "reply" || c["target"]!["activity"]!.ToString() == "reply").ToList()) connections.Remove(connection);
        Assert.True((await admin.PostAsJsonAsync(Definitions, new { model = draft, publish = false })).IsSuccessStatusCode);
        await studio.OpenAsync($"/designer/{id}");
        await studio.PublishAsync();
        await Expect(studio.Said.Filter(new() { HasText = "回复评价人" })).ToBeVisibleAsync();
        await Expect(studio.Page.Locator(".findings").GetByText("回复评价人").First).ToBeVisibleAsync();
        await studio.Page.GetByRole(AriaRole.Button, new() { Name = "在图上看" }).First.ClickAsync();
        await Expect(studio.Node("reply")).ToBeInViewportAsync();
        await studio.ShotAsync("designer-refused");
        await studio.ReadTextsAsync();

        // A reader sees the same diagram without a way to change it, and the API keeps to it.
        var reader = await Studio.SignInAsync(browser, product, "ak-handler");
        await reader.OpenAsync($"/designer/{id}");
        await Expect(reader.Inside.GetByText("您只能查看这个流程，不能修改")).ToBeVisibleAsync();
        await Expect(reader.Inside.GetByText("自动保存")).ToHaveCountAsync(0);
        await Expect(reader.Inside.Locator(".mud-toolbar .mud-button-group-root")).ToHaveCountAsync(0);
        await reader.ReadTextsAsync();
        using var handler = await product.AsAsync("ak-handler");
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.PostAsJsonAsync(Definitions, new { model = draft, publish = false })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.PostAsync($"{Definitions}/{id}/publish", null)).StatusCode);
        await studio.AllWasWellAsync();
        await reader.AllWasWellAsync();
    }

    [Fact]
    public async Task A_running_case_is_seen_where_it_stands_moves_by_itself_and_outlives_a_session()
    {
        await using var product = await Product.StartAsync(Now);
        var number = await ClosedLoopTests.RateBadlyAsync(product);
        var studio = await Studio.SignInAsync(browser, product, "ak-bureau");
        await ClosedLoopTests.LiveAsync(studio.Page, $"/cases/{number}");
        await studio.Page.GetByRole(AriaRole.Link, new() { Name = "在流程图上看" }).ClickAsync();
        await studio.ReadyAsync();
        await Expect(studio.Page.GetByRole(AriaRole.Heading, new() { Name = $"{number} 走到哪里" })).ToBeVisibleAsync();
        await Expect(studio.Node("dispatch")).ToBeInViewportAsync();
        await Expect(studio.Inside.Locator(".mud-timeline-item").First).ToBeVisibleAsync(); // the journal
        await Expect(studio.Badge("dispatch")).ToHaveTextAsync("1");
        await Expect(studio.Badge("nextHop")).ToHaveCountAsync(0);
        await studio.ReadTextsAsync();
        await studio.ShotAsync("designer-view");

        // Done elsewhere: the open page moves by itself.
        using var bureau = await product.AsAsync("ak-bureau");
        var task = (await bureau.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=unit"))!["items"]![0]!["id"]!.GetValue<string>();
        Assert.True((await bureau.PostAsync($"/api/v1/tasks/{task}/claim", null)).IsSuccessStatusCode);
        var done = await bureau.PostAsJsonAsync($"/api/v1/tasks/{task}/complete", new { outcome = "dispatched", fields = new { } });
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        await Expect(studio.Badge("nextHop")).ToHaveTextAsync("1");
        await Expect(studio.Badge("dispatch")).ToHaveTextAsync("2"); // now with the county

        // The session ends under the open page: what was asked for waits, and is done after a new sign-in.
        await studio.Page.Context.ClearCookiesAsync();
        await studio.Node("dispatch").Locator("elsa-activity-wrapper").First.ClickAsync(new() { Force = true });
        await Expect(studio.Inside.GetByText("登录已失效。")).ToBeVisibleAsync();
        await studio.ShotAsync("signed-out");
        var window = await studio.Page.RunAndWaitForPopupAsync(() => studio.Inside.GetByRole(AriaRole.Button, new() { Name = "重新登录" }).ClickAsync());
        await Studio.EnterAsync(window, "ak-bureau");
        await Expect(studio.Inside.GetByText("登录已失效。")).ToHaveCountAsync(0);
        await studio.AllWasWellAsync();
    }

    private static async Task BindAsync(HttpClient admin, string definitionId)
    {
        var pack = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "definitions", "ordinances", "ak", "pack.json")))!;
        pack["case"]!["workflow"] = definitionId;
        var kept = await admin.PutAsJsonAsync("/api/v1/ordinances/AK/draft", pack);
        Assert.True(kept.IsSuccessStatusCode, await kept.Content.ReadAsStringAsync());
        var published = await admin.PostAsJsonAsync("/api/v1/ordinances/AK/publish", new { effectiveFrom = "2025-03-03" });
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
    }

    private static async Task<string> WorkflowOfAsync(HttpClient reader, string number) =>
        (await reader.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!["workflow"]!["definitionId"]!.GetValue<string>();
}
