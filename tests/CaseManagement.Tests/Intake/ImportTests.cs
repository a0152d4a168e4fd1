using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>Files of services and ratings through <c>/imports</c>.</summary>
[Trait("Store", "Both")]
public sealed class ImportTests
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "../../../../../samples");

    [Fact]
    public async Task A_file_is_tried_out_taken_in_and_taken_in_again_without_a_change()
    {
        await using var world = await World.StartAsync(today: "2025-03-04");
        var channel = world.Channel();

        // Services, CSV with Chinese heads and local times.
        var services = await Imported(world, channel, "services.csv", "services");
        Assert.Equal((5, 4, 0, 1), Counts(services));
        Assert.Equal(100, services["percent"]!.GetValue<int>());

        // A dry run judges all and keeps nothing, not even a refused attempt.
        var tried = await Imported(world, channel, "ratings.csv", "ratings", dryRun: true);
        Assert.Equal((6, 4, 0, 2), Counts(tried));
        Assert.Equal((0, 0, 0), (await world.Read(db => db.Ratings.CountAsync()), await world.Read(db => db.Cases.CountAsync()), await world.Read(db => db.Set<AccessLogEntry>().CountAsync())));

        var taken = await Imported(world, channel, "ratings.csv", "ratings");
        Assert.Equal((6, 4, 0, 2), Counts(taken));
        Assert.Equal(1, taken["cases"]!.GetValue<int>());
        Assert.Equal("办得很快，\n谢谢。", await TextOf(world, "csv-rt-1")); // a cell may run over lines

        // GBK when it is declared, and the same ratings under the same ids: nothing new.
        var again = await Imported(world, channel, "ratings.csv", "ratings", gbk: true);
        Assert.Equal((6, 0, 4, 2), Counts(again));
        Assert.Equal((4, 1), (await world.Read(db => db.Ratings.CountAsync()), await world.Read(db => db.Cases.CountAsync())));

        // The rejects: line, reason, original; a line that a spreadsheet would run stays words.
        var rejects = await channel.GetStringAsync($"/api/v1/imports/{taken["id"]}/rejects");
        var lines = rejects.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("行号,代码,原因,原文", lines[0].TrimStart('\uFEFF'));
        Assert.StartsWith("7,reasonRequired,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("8,serviceNotFound,", lines[2], StringComparison.Ordinal);

        // Nobody but its starter, and whoever keeps the system, sees it; no file is left behind.
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.As("ak-handler")).GetAsync("/api/v1/imports")).StatusCode);
        Assert.Equal(4, (await (await world.As("admin")).GetFromJsonAsync<JsonObject>("/api/v1/imports"))!["total"]!.GetValue<int>());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(world.Folder, "imports")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_one_is_refused_with_a_sentence()
    {
        await using var world = await World.StartAsync(today: "2025-03-04");
        var channel = world.Channel();
        var text = await File.ReadAllTextAsync(Path.Combine(Samples, "ratings.csv"));
        byte[] utf8 = Encoding.UTF8.GetBytes(text), gbk = Gbk(text);

        foreach (var (name, content, kind, encoding, code) in new (string, byte[], string?, string?, string)[]
        {
            ("r.csv", gbk, "ratings", null, "wrongEncoding"), ("r.csv", utf8, "ratings", "gbk", "wrongEncoding"), ("r.csv", utf8, "ratings", "latin-1", "unknownEncoding"),
            ("r.csv", utf8, null, null, "unknownImportKind"), ("r.xls", utf8, "ratings", null, "unknownImportFormat"), ("r.csv", [], "ratings", null, "importEmpty"),
            ("r.csv", Encoding.UTF8.GetBytes(text.Split('\n')[0] + "\n"), "ratings", null, "importEmpty"), ("r.csv", [0x50, 0x4B, 0x03, 0x04, 1, 2], "ratings", null, "importNotText"),
            ("r.ndjson", [0x7B, 0, 0x7D], "ratings", null, "importNotText"), ("r.csv", Encoding.UTF8.GetBytes(text + "AK,\"open"), "ratings", null, "importBroken"),
            ("r.csv", Encoding.UTF8.GetBytes(text.Replace("评价时间", "时刻", StringComparison.Ordinal)), "ratings", null, "unknownColumn"),
            ("r.csv", Encoding.UTF8.GetBytes(text.Replace("评价等级", "地区", StringComparison.Ordinal)), "ratings", null, "columnTwice"), ("r.csv", "地区,渠道\nAK,qr\n"u8.ToArray(), "ratings", null, "columnsMissing"),
        })
        {
            var answer = await Upload(channel, name, content, kind, encoding);

            Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>());
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        Assert.Equal("unsupportedMediaType", await (await channel.PostAsync("/api/v1/imports", new StringContent("x"))).CodeAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(world.Folder, "imports")));
        Assert.Equal(0, await world.Read(db => db.Set<Import>().CountAsync()));
    }

    [Fact]
    public async Task An_import_stopped_in_the_middle_goes_on_where_its_last_commit_stood()
    {
        var idle = true;
        await using var world = await World.StartAsync(today: "2025-03-04", adjust: builder =>
        {
            // The background begins only when the test says so.
            if (idle) foreach (var hosted in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(ImportWorker)).ToList()) builder.Services.Remove(hosted);
        });
        var lines = string.Concat(Enumerable.Range(1, 250).Select(i => Line(i) + "\n")) + "{broken\n" + Line(1) + "\n{\"";
        byte[] content = [.. Encoding.UTF8.GetBytes(lines), 0xFF, 0xFE, 0x7D]; // a damaged line harms no other
        var id = Guid.Parse((await (await Upload(world.Channel(), "s.ndjson", content, "services", null)).Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>());
        await world.Services.GetRequiredService<ImportWorker>().RunAsync(id, null, CancellationToken.None, batches: 2);
        var half = await world.Read(db => db.Set<Import>().SingleAsync(i => i.Id == id));
        Assert.Equal(("running", 253, 200, 200), (half.Status, half.Total, half.Done, await world.Read(db => db.Set<ServiceMatter>().CountAsync())));

        idle = false;
        await world.RestartAsync();
        await world.Services.GetRequiredService<ImportWorker>().DrainAsync(CancellationToken.None);

        var end = await world.Read(db => db.Set<Import>().SingleAsync(i => i.Id == id));
        Assert.Equal(("finished", 253, 250, 1, 2), (end.Status, end.Done, end.Accepted, end.Known, end.Rejected));
        Assert.Equal(250, await world.Read(db => db.Set<ServiceMatter>().CountAsync()));
        Assert.Equal([(251, "malformedRequest"), (253, "wrongEncoding")], await world.Read(db => db.Set<ImportReject>().OrderBy(r => r.Line).Select(r => new ValueTuple<int, string>(r.Line, r.Code)).ToListAsync()));

        static string Line(int i) => $$"""{"region":"AK","externalId":"s-{{i}}","item":{"code":"a","name":"事项"},"mode":"online","unit":"ak-unit-1","startedAt":"2025-03-03T09:00:00+08:00"}""";
    }

    [Fact]
    public async Task What_the_starter_may_no_longer_do_the_import_does_not_do_either()
    {
        await using var world = await World.StartAsync(today: "2025-03-04", adjust: builder =>
        {
            foreach (var hosted in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(ImportWorker)).ToList()) builder.Services.Remove(hosted);
        });
        var answer = await Upload(await world.As("admin"), "services.csv", await File.ReadAllBytesAsync(Path.Combine(Samples, "services.csv")), "services", null);
        answer.EnsureSuccessStatusCode();
        await world.Read(async db => await db.RoleGrants.Where(g => db.Users.Any(u => u.Id == g.UserId && u.UserName == "admin")).ExecuteDeleteAsync());

        await world.Services.GetRequiredService<ImportWorker>().DrainAsync(CancellationToken.None);

        var import = await world.Read(db => db.Set<Import>().SingleAsync());
        Assert.Equal(("stopped", 0), (import.Status, await world.Read(db => db.Set<ServiceMatter>().CountAsync())));
        Assert.Contains("权限", import.Remark, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> Imported(World world, HttpClient client, string file, string kind, bool dryRun = false, bool gbk = false)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Samples, file));
        var answer = await Upload(client, file, gbk ? Gbk(text) : Encoding.UTF8.GetBytes(text), kind, gbk ? "gbk" : null, dryRun);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await world.Services.GetRequiredService<ImportWorker>().DrainAsync(CancellationToken.None);
        var end = (await client.GetFromJsonAsync<JsonObject>(answer.Headers.Location))!;
        Assert.Equal("finished", end["status"]!.GetValue<string>());
        return end;
    }

    // The kind behind the file: the parts of a form come in any order.
    private static async Task<HttpResponseMessage> Upload(HttpClient client, string name, byte[] content, string? kind, string? encoding, bool dryRun = false)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        if (kind is not null) form.Add(new StringContent(kind), "kind");
        if (encoding is not null) form.Add(new StringContent(encoding), "encoding");
        if (dryRun) form.Add(new StringContent("true"), "dryRun");
        return await client.PostAsync("/api/v1/imports", form);
    }

    private static byte[] Gbk(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GBK").GetBytes(text);
    }

    private static (int Total, int Accepted, int Known, int Rejected) Counts(JsonObject import) =>
        (import["total"]!.GetValue<int>(), import["accepted"]!.GetValue<int>(), import["known"]!.GetValue<int>(), import["rejected"]!.GetValue<int>());

    private static async Task<string?> TextOf(World world, string externalId)
    {
        var @sealed = await world.Read(db => db.Ratings.Where(r => r.ExternalId == externalId).Select(r => r.TextSealed).SingleAsync());
        return world.Services.GetRequiredService<PersonalData>().Open(@sealed);
    }
}
