using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class SavedFilterTests
{
    [Fact]
    public async Task A_filter_has_a_name_counts_for_whoever_opens_it_and_is_shared_downwards_only()
    {
        await using var world = await World.StartAsync();
        await world.BadRatingUpToAsync("verify", id: "1");
        await world.BadRatingUpToAsync("verify", id: "2");
        async Task<HttpResponseMessage> SaveAsync(string by, string name, object terms, bool share = false) => await (await world.ByAsync(by)).PostAsJsonAsync("/api/v1/task-filters", new { name, terms, share });
        async Task<JsonArray> SeenAsync(string by) => (await (await world.ByAsync(by)).GetFromJsonAsync<JsonObject>("/api/v1/task-filters"))!["items"]!.AsArray();

        var saved = await SaveAsync("ak-handler", " 待核实 ", new { view = "unit", kind = "verify" }, share: true);
        var row = (await saved.Content.ReadFromJsonAsync<JsonObject>())!;
        var address = $"/api/v1/task-filters/{(string)row["id"]!}";

        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        Assert.Equal(("待核实", 2, true), ((string)row["name"]!, (int)row["count"]!, (bool)row["countIsExact"]!));
        Assert.Equal("filterNameTaken", await (await SaveAsync("ak-handler", "待核实", new { kind = "reply" })).CodeAsync());
        Assert.Equal("filterEmpty", await (await SaveAsync("ak-handler", "全部", new { view = "unit", sort = "-due" })).CodeAsync());
        Assert.Equal("filterNameRequired", await (await SaveAsync("ak-handler", " ", new { kind = "reply" })).CodeAsync());
        Assert.Equal("unknownKind", await (await SaveAsync("ak-handler", "没有的", new { kind = "nothing" })).CodeAsync());

        // The colleague of the same unit sees it and may not change it; who stands elsewhere or above does not see it.
        Assert.Equal((false, "安康第一承办单位经办"), ((bool)(await SeenAsync("ak-colleague"))[0]!["mine"]!, (string)(await SeenAsync("ak-colleague"))[0]!["ownerName"]!));
        Assert.Equal("filterNameTaken", await (await SaveAsync("ak-colleague", "待核实", new { kind = "reply" })).CodeAsync());
        Assert.Equal("notYourFilter", await (await (await world.ByAsync("ak-colleague")).DeleteAsync(address)).CodeAsync());
        Assert.Empty(await SeenAsync("ak-handler2"));
        Assert.Empty(await SeenAsync("ak-bureau"));

        // Changed with the revision that was seen, and deleted.
        var change = new { name = "待核实的件", terms = new { view = "unit", kind = "verify", words = "2" }, share = false, revision = (int)row["revision"]! };
        Assert.Equal("待核实的件", (string?)(await (await (await world.ByAsync("ak-handler")).PutAsJsonAsync(address, change)).Content.ReadFromJsonAsync<JsonObject>())!["name"]);
        Assert.Equal("filterChanged", await (await (await world.ByAsync("ak-handler")).PutAsJsonAsync(address, change)).CodeAsync());
        Assert.Empty(await SeenAsync("ak-colleague"));
        (await (await world.ByAsync("ak-handler")).DeleteAsync(address)).EnsureSuccessStatusCode();
        Assert.Empty(await SeenAsync("ak-handler"));
    }
}
