using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Tests.Studio;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Places;

/// <summary>A place's whole set goes out in one zip and comes in elsewhere as drafts.</summary>
[Trait("Pace", "Slow")]
public sealed class PlaceSetTests
{
    [Fact]
    public async Task A_place_goes_out_whole_and_comes_in_as_drafts_all_or_nothing()
    {
        await using var world = await World.StartAsync();
        var admin = await world.ByAsync("admin");
        var answer = await admin.GetAsync("/api/v1/ordinances/AK/set");
        var files = Unzipped(await answer.Content.ReadAsByteArrayAsync());

        // Everything is there.
        Assert.EndsWith(".zip", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal("haochaping.place/1", (string)files["manifest.json"]["format"]!);
        Assert.Empty(new[] { "pack.json", "clauses.json", "workflows/closed-loop.json", "workflows/coordination.json", "forms/verify.json", "forms/reply.json", "journeys/S-12-general.json" }.Except(files.Keys));

        // What is the same here stays as it is.
        var same = await ImportAsync(admin, files, dryRun: false);
        Assert.All(same["parts"]!.AsArray(), part => Assert.Equal("same", (string)part!["change"]!));
        Assert.Equal(0, await world.Read(db => db.Set<PackDraft>().CountAsync()) + await world.Read(db => db.Set<DraftedForm>().CountAsync()));

        // What differs is told first, and then a draft.
        files["pack.json"]["timers"]!["case.general"]!["limit"]!["amount"] = 12;
        files["workflows/closed-loop.json"]["description"] = "改过";
        files["workflows/elsewhere.json"] = files["workflows/follow-up.json"].DeepClone().AsObject();
        files["workflows/elsewhere.json"]["definitionId"] = "elsewhere";
        files["forms/verify.json"]["title"] = "核查";
        files["journeys/new-one.json"] = files["journeys/S-12-general.json"].DeepClone().AsObject();
        var seen = await ImportAsync(admin, files, dryRun: true);
        Assert.Equal(0, await world.Read(db => db.Set<PackDraft>().CountAsync()));
        var taken = await ImportAsync(admin, files, dryRun: false);
        string[] expected = ["form verify changed", "journey new-one new", "pack AK changed", "workflow closed-loop changed", "workflow elsewhere new"];
        Assert.Equal(expected, Different(seen));
        Assert.Equal(expected, Different(taken));
        Assert.Equal(2, (int)(await admin.ReadAsync("/workflow-definitions/by-definition-id/closed-loop?versionOptions=Draft"))["version"]!);
        Assert.Equal(1, (int)(await admin.ReadAsync("/workflow-definitions/by-definition-id/closed-loop?versionOptions=Published"))["version"]!);
        Assert.Equal("核查", (string)(await (await admin.GetAsync("/api/v1/forms/verify")).JsonAsync())["draft"]!["form"]!["title"]!);
        Assert.Equal(12, (int)(await (await admin.GetAsync("/api/v1/ordinances/AK/draft")).JsonAsync())["merged"]!["timers"]!["case.general"]!["limit"]!["amount"]!);
        Assert.Contains("journeys/new-one.json", Unzipped(await (await admin.GetAsync("/api/v1/ordinances/AK/set")).Content.ReadAsByteArrayAsync()).Keys);
        Assert.Contains((await ImportAsync(admin, files, dryRun: true))["parts"]!.AsArray(), part => part!["remarks"]!.AsArray().Any(remark => ((string)remark!).Contains("草稿会被代替", StringComparison.Ordinal)));

        // A pack that binds a workflow nobody has published yet is taken in, but not published.
        files["pack.json"]["followUp"]!["workflow"] = "elsewhere";
        await ImportAsync(admin, files, dryRun: false);
        var refused = await admin.PostAsJsonAsync("/api/v1/ordinances/AK/publish", new { effectiveFrom = "2025-04-01" });
        Assert.Equal("faultyPack", await refused.CodeAsync());
        Assert.Equal(["/followUp/workflow"], await refused.PointersAsync());

        // Whatever is wrong is named, and then nothing comes in.
        files["forms/verify.json"]["outcomes"] = new JsonArray();
        files["journeys/another.json"] = [];
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "placeSetFaulty"), await RefusedAsync(admin, Zipped(files)));
        Assert.Equal(0, await world.Read(db => db.Set<PlaceJourney>().CountAsync(journey => journey.Name == "another")));
        Assert.Equal((HttpStatusCode.BadRequest, "placeSetMalformed"), await RefusedAsync(admin, Encoding.UTF8.GetBytes("PK no zip")));
        Assert.Equal((HttpStatusCode.BadRequest, "placeSetMalformed"), await RefusedAsync(admin, Zipped(files, ("../../forms/evil.json", "{}"))));
        Assert.Equal((HttpStatusCode.BadRequest, "placeSetMalformed"), await RefusedAsync(admin, Zipped(files, ("forms/..json", "{}"))));
        Assert.Equal((HttpStatusCode.BadRequest, "placeSetMalformed"), await RefusedAsync(admin, Zipped(files, ("forms/verify.json", "{}"))));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "placeSetTooLarge"), await RefusedAsync(admin, Zipped(files, ("journeys/bomb.json", "{\"a\":\"" + new string(' ', 9 * 1024 * 1024) + "\"}"))));

        // Who may not write the place's rules may not bring them in.
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(await world.ByAsync("ak-handler"), Zipped(files), dryRun: true)).StatusCode);
    }

    private static string[] Different(JsonObject answer) =>
        [.. answer["parts"]!.AsArray().Where(part => (string)part!["change"]! != "same").Select(part => $"{part!["kind"]} {part["name"]} {part["change"]}").Order(StringComparer.Ordinal)];

    private static async Task<JsonObject> ImportAsync(HttpClient client, Dictionary<string, JsonObject> files, bool dryRun) => await (await SendAsync(client, Zipped(files), dryRun)).JsonAsync();

    private static async Task<(HttpStatusCode, string)> RefusedAsync(HttpClient client, byte[] zip)
    {
        var answer = await SendAsync(client, zip, dryRun: false);
        return (answer.StatusCode, await answer.CodeAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] zip, bool dryRun)
    {
        using var upload = new MultipartFormDataContent { { new ByteArrayContent(zip), "file", "set.zip" } };
        return await client.PostAsync($"/api/v1/ordinances/set?dryRun={(dryRun ? "true" : "false")}", upload);
    }

    private static Dictionary<string, JsonObject> Unzipped(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            return JsonNode.Parse(stream)!.AsObject();
        });
    }

    private static byte[] Zipped(Dictionary<string, JsonObject> files, params (string Path, string Text)[] more)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files.Select(file => (file.Key, file.Value.ToJsonString())).Concat(more))
            {
                using var entry = new StreamWriter(zip.CreateEntry(path).Open());
                entry.Write(text);
            }
        return buffer.ToArray();
    }
}
