using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Publication;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Statistics;

/// <summary>What leaves: the public site without anybody's data, and bulletins that say what the statistics say.</summary>
[Trait("Pace", "Slow")]
public sealed class PublicationTests
{
    // Everything of a person or of his words that was handed in.
    private static readonly string[] Planted = ["张三丰", "13912345678", "612401198001011234", "李四光", "王五代办", "跑断腿", "欧阳锋"];

    [Fact]
    [Trait("Clause", "SP-4.2"), Trait("Clause", "SP-8.3"), Trait("Clause", "AK-20-1"), Trait("Clause", "SP-5.7"), Trait("Clause", "SP-8.5"), Trait("Clause", "AK-20-2a"), Trait("Clause", "TJ-25-1a"), Trait("Clause", "TJ-25-1b"),
     Trait("Clause", "GD-16a"), Trait("Clause", "GD-16b"), Trait("Clause", "YS-14a"), Trait("Clause", "YS-14b"), Trait("Clause", "S-54"), Trait("Clause", "SP-8.2"), Trait("Clause", "AK-21"), Trait("Clause", "AK-5-1c"), Trait("Clause", "AK-5-2c"), Trait("Clause", "AK-5-3b"), Trait("Clause", "GD-17"), Trait("Clause", "TJ-25-2"), Trait("Clause", "YS-15a"), Trait("Clause", "AK-3a"), Trait("Clause", "GD-3"), Trait("Clause", "S-35")]
    public async Task What_is_published_is_what_was_counted_and_names_nobody()
    {
        await using var world = await World.StartAsync("2024-10-30");
        await RateAsync(world, "1", "ak-unit-1", "verySatisfied");
        await RateAsync(world, "2", "ak-unit-1", "satisfied");
        await RateAsync(world, "3", "ak-unit-2", "dissatisfied");
        var number = await RateAsync(world, "4", "ak-unit-1", "veryDissatisfied");
        await world.CompleteAsync("ak-bureau", number!, "dispatch");
        foreach (var kind in new[] { "verify", "rectify" }) await world.CompleteAsync("ak-handler", number!, kind);

        // Open to everybody, kept for a minute, no cookie, no word of anybody.
        var anybody = world.Anonymous();
        anybody.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        foreach (var address in new[] { "/public", "/public/AK", "/public/AK?period=2024-10", "/public/SP", "/public/TJ", "/public/notes", "/public/XX", "/api/v1/public/places", "/api/v1/public/AK/results", "/api/v1/public/AK/results?period=2024-10", "/api/v1/public/YS/results" })
        {
            var answer = await anybody.GetAsync(address);
            var bytes = await answer.Content.ReadAsStringAsync();
            Assert.All(Planted, word => Assert.DoesNotContain(word, bytes, StringComparison.Ordinal));
            Assert.False(answer.Headers.Contains("Set-Cookie"), address);
            Assert.Equal(address is "/public/XX" or "/api/v1/public/YS/results" ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            if (!answer.IsSuccessStatusCode) continue;
            Assert.Equal("max-age=60, public", string.Join(", ", answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            Assert.Equal(HttpStatusCode.NotModified, (await anybody.SendAsync(again)).StatusCode);
        }
        var results = (await anybody.GetFromJsonAsync<JsonObject>("/api/v1/public/AK/results"))!;
        Assert.Equal(("50.00", 2L, 4L), ((string)results["total"]!["rates"]!["good"]!["value"]!, (long)results["total"]!["rates"]!["good"]!["numerator"]!, (long)results["total"]!["rates"]!["good"]!["denominator"]!));
        Assert.Equal("50.00", (string)results["total"]!["rates"]!["rectification"]!["value"]!);
        Assert.Equal(["ak-county-1 1", " 3"], results["areas"]!.AsArray().Select(a => $"{a!["key"]} {a["ratings"]}"));
        Assert.Equal(["window 4"], results["channels"]!.AsArray().Select(c => $"{c!["key"]} {c["ratings"]}"));
        var page = await (await anybody.GetAsync("/public/AK")).Content.ReadAsStringAsync();
        Assert.Contains("50.00%", page, StringComparison.Ordinal);
        Assert.All(new[] { "办件", "评价等级", "从哪里评的", "差评整改率" }, group => Assert.Contains(group, page, StringComparison.Ordinal)); // the four groups of content

        // A hall's figures add up to the place's; everybody sees his own units only.
        var halls = (await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>("/api/v1/statistics?ordinance=AK&by=hall&from=2024-10-01&to=2024-10-31"))!;
        Assert.Equal((long)halls["total"]!["counts"]!["ratings"]!, halls["rows"]!.AsArray().Sum(r => (long)r!["counts"]!["ratings"]!));
        var own = (await (await world.ByAsync("ak-handler2")).GetFromJsonAsync<JsonObject>("/api/v1/statistics?ordinance=AK&by=unit&from=2024-10-01&to=2024-10-31"))!;
        Assert.Equal(["ak-unit-2"], own["rows"]!.AsArray().Select(r => (string)r!["key"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.ByAsync("ak-handler2")).GetAsync("/api/v1/statistics?ordinance=TJ")).StatusCode);
        var behind = (await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>("/api/v1/statistics/ratings?ordinance=AK&level=bad&from=2024-10-01&to=2024-10-31"))!;
        Assert.Equal(2, (int)behind["total"]!);
        Assert.Contains(number, behind["items"]!.AsArray().Select(r => (string?)r!["case"]));

        // For the year's evaluation one line for each institution and member of staff, which add up to the statistics.
        foreach (var (place, feeds) in new[] { ("AK", "annualTarget unitInternal"), ("SP", "annualTarget staffAssessment"), ("GD", "performanceEvaluation unitInternal"), ("TJ", "performanceAssessment"), ("YS", "performanceEvaluation highQualityDevelopment businessEnvironment") })
        foreach (var name in feeds.Split(' '))
        {
            var feed = (await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/statistics/performance?ordinance={place}&year=2024&feed={name}"))!;
            foreach (var table in new[] { "institutions", "staff" }) Assert.Equal((long)feed["total"]!["counts"]!["ratings"]!, feed[table]!.AsArray().Sum(r => (long)r!["counts"]!["ratings"]!));
            if (place == "AK") Assert.Equal(("ak-unit-1,ak-unit-2", "李四光", "ak-county-1"), (Keys(feed["institutions"]!), Keys(feed["staff"]!), Keys(feed["areas"]!)));
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await (await world.ByAsync("auditor")).GetAsync("/api/v1/statistics/performance?ordinance=AK&year=2024&feed=x")).StatusCode);

        // What was served and never rated is listed; once it was, it is not.
        Assert.Equal(["platform ak-platform-1", "platform ak-platform-2"], await GapsAsync(world, "AK"));
        await ServeAsync(world, "5", "ak-unit-2", "15");
        Assert.Equal(["platform ak-platform-1", "platform ak-platform-2", "window 15"], await GapsAsync(world, "AK"));
        await RateAsync(world, "6", "ak-unit-2", "satisfied", "15");
        Assert.Equal(["platform ak-platform-1", "platform ak-platform-2"], await GapsAsync(world, "AK"));

        // On the first workday of the month the drafts of the last one lie ready.
        Assert.DoesNotContain("YS-1-2024-10", await BulletinsAsync(world, "YS"));
        await world.Clock.MoveTo("2024-11-01T09:00");
        Assert.Equal(["YS-1-2024-10", "YS-2-2024-10"], (await BulletinsAsync(world, "YS")).Where(id => id.EndsWith("2024-10", StringComparison.Ordinal)));
        Assert.Equal(["AK-1-2024-10", "AK-2-2024-10"], (await BulletinsAsync(world, "AK")).Where(id => id.EndsWith("2024-10", StringComparison.Ordinal)));
        Assert.Contains("TJ-2-2024-10", await BulletinsAsync(world, "TJ"));
        Assert.Contains("GD-1-2023", await BulletinsAsync(world, "GD"));

        var auditor = await world.ByAsync("auditor");
        var csv = await auditor.GetByteArrayAsync("/api/v1/bulletins/AK-1-2024-10.csv");
        var lines = Encoding.UTF8.GetString(csv).Split("\r\n");
        Assert.Contains(lines, l => l.StartsWith("1,安康市第一承办单位,3,3,2,1,0,66.67,33.33,1,1,100.00,0,0.00", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("1,安康市第一区县行政审批部门,3,2,1,1,0,50.00,50.00,1,0,0.00,0,数据不足", StringComparison.Ordinal)); // the only county
        Assert.Equal(csv, await auditor.GetByteArrayAsync("/api/v1/bulletins/AK-1-2024-10.csv"));
        var xlsx = await auditor.GetByteArrayAsync("/api/v1/bulletins/AK-1-2024-10.xlsx");
        Assert.Equal(xlsx, await auditor.GetByteArrayAsync("/api/v1/bulletins/AK-1-2024-10.xlsx"));
        using var book = new ZipArchive(new MemoryStream(xlsx));
        foreach (var part in book.Entries) using (var stream = part.Open()) Assert.DoesNotContain((await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None)).Descendants(), e => e.Name.LocalName == "f");
        Assert.Contains("数据不足", Encoding.UTF8.GetString(await auditor.GetByteArrayAsync("/api/v1/bulletins/GD-1-2023.csv")), StringComparison.Ordinal); // a city without a rating has its line
        var pdf = await auditor.GetByteArrayAsync("/api/v1/bulletins/AK-1-2024-10.pdf");
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
        Assert.Contains("/CharProcs", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal); // the shapes of the Chinese font are in it
        foreach (var file in new[] { csv, pdf }) Assert.All(Planted, word => Assert.DoesNotContain(word, Encoding.UTF8.GetString(file), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/api/v1/bulletins/AK-1-2024-11.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync("/api/v1/bulletins/AK-1-2024-10.csv")).StatusCode);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"), InlineData("+1+1", "'+1+1"), InlineData("-2+3", "'-2+3"), InlineData("@SUM(A1)", "'@SUM(A1)"), InlineData("\t=1", "'\t=1"), InlineData("-2", "-2"), InlineData("窗口1", "窗口1"), InlineData("", "")]
    public void What_a_spreadsheet_would_take_for_a_formula_is_words(string told, string written) => Assert.Equal(written, CsvCell.Safe(told));

    private static async Task<List<string>> BulletinsAsync(World world, string place) =>
        [.. (await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/bulletins?ordinance={place}"))!["items"]!.AsArray().Select(b => (string)b!["id"]!).Order(StringComparer.Ordinal)];

    private static string Keys(JsonNode rows) => string.Join(',', rows.AsArray().Select(r => (string)r!["key"]!).Order(StringComparer.Ordinal));

    private static async Task<List<string>> GapsAsync(World world, string place) =>
        [.. (await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/statistics/coverage?ordinance={place}&from=2024-10-01"))!["parts"]!.AsArray()
            .SelectMany(p => p!["missing"]!.AsArray().Select(m => $"{p["of"]} {m!["key"]}")).Order(StringComparer.Ordinal)];

    private static async Task ServeAsync(World world, string id, string unit, string window)
    {
        var service = await world.Channel().PostAsJsonAsync("/api/v1/services", new
        {
            region = "AK", externalId = id, item = new { code = "spjy", name = "食品经营许可" }, kind = "matter", mode = "window", unit, place = "市政务大厅", window, staff = "李四光", startedAt = world.Clock.Now.AddHours(-2),
            completedAt = world.Clock.Now.AddHours(-1), applicant = new { kind = "naturalPerson", name = "张三丰", phone = "13912345678", idNumber = "612401198001011234" },
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
    }

    private static async Task<string?> RateAsync(World world, string id, string unit, string level, string window = "12")
    {
        await ServeAsync(world, id, unit, window);
        var rating = await world.Channel().PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "AK", channel = "window", externalId = id, serviceExternalId = id, target = "item", level, text = "跑断腿，张三丰找李四光，电话13912345678。", reasons = new[] { new { text = "欧阳锋态度差" } },
            rater = new { kind = "naturalPerson", name = "王五代办", phone = "13912345678", verified = true }, ratedAt = world.Clock.Now,
        });
        Assert.True(rating.IsSuccessStatusCode, await rating.Content.ReadAsStringAsync());
        await world.WaitIdle();
        return (string?)(await rating.Content.ReadFromJsonAsync<JsonObject>())!["case"]?["number"];
    }
}
