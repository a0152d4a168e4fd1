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
public sealed class DesignerTests(Browser browser, DesignerSite site) : BrowserTests(browser), IClassFixture<DesignerSite>
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task A_workflow_is_drawn_published_taken_back_and_imported_again()
    {
        var studio = await Studio.SignInAsync(Browser, site.Product, "admin");
        await ClosedLoopTests.LiveAsync(studio.Page, "/ordinances");
        await studio.Page.GetByRole(AriaRole.Link, new() { Name = "流程设计" }).First.ClickAsync();
        await studio.Page.WaitForURLAsync("**/designer", new() { WaitUntil = WaitUntilState.Commit });
        await studio.ReadyAsync();
        await studio.ReadTextsAsync();
        await studio.ShotAsync("designer-list");
        await studio.PickFromRowAsync(studio.Inside.Locator("tbody tr").Filter(new() { HasText = "差评办理闭环" }), "复制为新流程");
        await studio.Dialog.Locator("input").First.FillAsync("汉中差评办理");
        await studio.ReadTextsAsync();
        await studio.AgreeAsync();
        await Expect(studio.Inside.GetByRole(AriaRole.Cell, new() { Name = "汉中差评办理", Exact = true })).ToBeVisibleAsync();

        await studio.Inside.GetByRole(AriaRole.Button, new() { Name = "新建流程" }).ClickAsync();
        await studio.Dialog.Locator("input").First.FillAsync("差评转办（试行）");
        await studio.ReadTextsAsync();
        await studio.AgreeAsync();
        await studio.Page.WaitForURLAsync("**/designer/*", new() { WaitUntil = WaitUntilState.Commit });
        await studio.ReadyAsync();
        var id = new Uri(studio.Page.Url).Segments[^1];

        await studio.DragAsync("流程", "开始", 60, 60);
        await studio.DragAsync("办理", "人工任务", 330, 60);
        await studio.DragAsync("流程", "结束", 330, 260);
        await studio.ConnectAsync("开始1", "Done", "人工任务1");
        await studio.SelectAsync("人工任务1", "任务类型");
        await studio.ChooseAsync("任务类型", "转办（dispatch）");
        await studio.ChooseAsync("办理角色", "承办单位，不论它是什么角色（handlingUnit）");
        await studio.ChooseAsync("表单", "转办（dispatch）");
        await studio.ChooseAsync("任务期限", "本件类别办结期限之前的各项（class）");
        // The ports are those of the form, without opening anything anew.
        await Expect(studio.Step("人工任务1")).ToContainTextAsync("转办");
        await Expect(studio.Step("人工任务1")).Not.ToContainTextAsync("先选表单");
        await Expect(studio.Page.GetByText("处须改正")).ToBeVisibleAsync(); // the outcome leads nowhere yet
        await studio.ShotAsync("designer-edit");
        await studio.ConnectAsync("人工任务1", "dispatched", "结束1");
        await Expect(studio.Page.GetByText("处须改正")).ToHaveCountAsync(0);
        await studio.ReadTextsAsync();

        await studio.PublishAsync();
        await Expect(studio.Said.GetByText("流程已发布")).ToBeVisibleAsync();
        await Expect(studio.Page.GetByText("第 1 版已发布")).ToBeVisibleAsync();

        await studio.TabAsync("版本历史");
        var history = studio.Inside.Locator("tbody tr").Filter(new() { HasTextRegex = new("上午|下午") });
        await Expect(history).ToHaveCountAsync(1);
        await studio.DragAsync("流程", "结束", 560, 260);
        await Expect(studio.Page.GetByText("草稿，第 2 版")).ToBeVisibleAsync();
        await studio.TabAsync("属性");
        await studio.TabAsync("版本历史"); // it is read when it is opened
        await Expect(history).ToHaveCountAsync(2);
        await studio.PickFromRowAsync(history.Last, "以这个版本为草稿");
        await Expect(history).ToHaveCountAsync(3);
        await studio.PickFromRowAsync(history.First, "删除");
        await studio.AgreeAsync();
        await Expect(history).ToHaveCountAsync(2);
        await studio.ReadTextsAsync();

        using var admin = await site.Product.AsAsync("admin");
        var file = await admin.GetStringAsync($"{Definitions}/{id}/export?versionOptions=Latest");
        await studio.OpenAsync("/designer");
        await studio.PickFromRowAsync(studio.Inside.Locator("tbody tr").Filter(new() { HasText = "差评转办（试行）" }), "删除");
        await studio.AgreeAsync("删除");
        await Expect(studio.Inside.Locator("tbody tr").Filter(new() { HasText = "差评转办（试行）" })).ToHaveCountAsync(0);
        await studio.Inside.Locator("#workflow-file-upload-button-wrapper input[type=file]").SetInputFilesAsync(new FilePayload { Name = "workflow.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file) });
        await Expect(studio.Inside.Locator("tbody tr").Filter(new() { HasText = "差评转办（试行）" })).ToHaveCountAsync(1);

        var again = JsonNode.Parse(await admin.GetStringAsync($"{Definitions}/{id}/export?versionOptions=Latest"))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(file)!["root"], again["root"]), "Expected the imported diagram to be the exported one.");
        await studio.ReadTextsAsync();
        await studio.AllWasWellAsync();
    }

    [Fact, Trait("Clause", "X-WF-1")]
    public async Task A_workflow_bound_to_a_place_is_followed_by_new_cases_and_a_broken_one_is_refused_by_the_step_s_name()
    {
        var old = await ClosedLoopTests.RateBadlyAsync(site.Product);
        using var admin = await site.Product.AsAsync("admin");
        var id = await CopyAsync(admin, "closed-loop", "安康差评办理");
        var studio = await Studio.SignInAsync(Browser, site.Product, "admin");
        await studio.OpenAsync($"/designer/{id}");
        await studio.PublishAsync();
        await Expect(studio.Page.GetByText("第 1 版已发布")).ToBeVisibleAsync();

        await BindAsync(admin, id);
        var young = await ClosedLoopTests.RateBadlyAsync(site.Product, 2);
        using var auditor = await site.Product.AsAsync("auditor");
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
        var reader = await Studio.SignInAsync(Browser, site.Product, "ak-handler");
        await reader.OpenAsync($"/designer/{id}");
        await Expect(reader.Inside.GetByText("您只能查看这个流程，不能修改")).ToBeVisibleAsync();
        await Expect(reader.Inside.GetByText("自动保存")).ToHaveCountAsync(0);
        await Expect(reader.Inside.Locator(".mud-toolbar .mud-button-group-root")).ToHaveCountAsync(0);
        await reader.ReadTextsAsync();
        using var handler = await site.Product.AsAsync("ak-handler");
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.PostAsJsonAsync(Definitions, new { model = draft, publish = false })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.PostAsync($"{Definitions}/{id}/publish", null)).StatusCode);
        await studio.AllWasWellAsync();
        await reader.AllWasWellAsync();
    }

    [Fact]
    public async Task A_running_case_is_seen_where_it_stands_moves_by_itself_and_outlives_a_session()
    {
        var number = await ClosedLoopTests.RateBadlyAsync(site.Product, 3);
        var studio = await Studio.SignInAsync(Browser, site.Product, "ak-bureau");
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
        using var bureau = await site.Product.AsAsync("ak-bureau");
        var task = (await bureau.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=unit"))!["items"]!.AsArray().First(t => (string)t!["caseNumber"]! == number)!["id"]!.GetValue<string>();
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

    private static async Task<string> CopyAsync(HttpClient admin, string definitionId, string name)
    {
        var copy = (await admin.GetFromJsonAsync<JsonObject>($"{Definitions}/{definitionId}/export?versionOptions=Published"))!;
        foreach (var own in new[] { "id", "definitionId" }) copy.Remove(own);
        copy["name"] = name;
        var saved = await admin.PostAsJsonAsync(Definitions, new { model = copy, publish = false });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return (await saved.Content.ReadFromJsonAsync<JsonObject>())!["workflowDefinition"]!["definitionId"]!.GetValue<string>();
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

/// <summary>One product for all stories of the designer: each draws, binds and rates under names of its own.</summary>
public sealed class DesignerSite : IAsyncLifetime
{
    internal Product Product { get; private set; } = null!;

    public async Task InitializeAsync() => Product = await Product.StartAsync("2025-03-03T09:00:00+08:00");

    public async Task DisposeAsync() => await Product.DisposeAsync();
}
