using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>The citizen's page as a browser without scripts uses it, and what its links refuse.</summary>
[Trait("Store", "Both")]
public sealed partial class RatingLinkTests
{
    private static readonly DateTimeOffset Morning = Local(2025, 3, 3, 8);

    [Fact, Trait("Clause", "AK-10-2a")]
    public async Task A_citizen_rates_once_by_a_link_and_finds_the_answer_by_a_code()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var channel = world.Channel();
        var id = await Deliver(channel, With(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0), s =>
        {
            (s["staff"], s["place"], s["window"]) = ("ak-window", "安康市政务服务大厅", "12号窗口");
            s["applicant"] = new JsonObject { ["kind"] = "naturalPerson", ["name"] = "欧阳评价", ["idNumber"] = "610902190001010001", ["phone"] = "13900000001" };
        }));

        // The link: the same when asked again, nothing about anybody in it, a picture beside it.
        var link = await Link(channel, id);
        Assert.Equal(link["url"]!.GetValue<string>(), (await Link(channel, id))["url"]!.GetValue<string>());
        Assert.StartsWith("data:image/png;base64,iVBOR", link["qrCode"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("qr", "2025-03-12"), (link["channel"]!.GetValue<string>(), link["lastDay"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.As("tj-window")).GetAsync($"/api/v1/services/{id}/rating-link")).StatusCode);

        // One page for every offline way in, light, without a script, without a name.
        var path = new Uri(link["url"]!.GetValue<string>()).AbsolutePath;
        using var citizen = world.Anonymous();
        citizen.DefaultRequestHeaders.Accept.ParseAdd("text/html"); // a browser
        var page = await citizen.GetStringAsync(path);
        foreach (var words in new[] { "户口迁移", "12号窗口", "非常满意", "基本满意", "非常不满意", "3月12日 24:00" }) Assert.Contains(words, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        foreach (var personal in new[] { "欧阳", "610902190001010001", "13900000001", "ak-window" }) Assert.DoesNotContain(personal, page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web.js", page, StringComparison.Ordinal);
        Assert.InRange(await Weight(citizen, page), 1, 100 * 1024);
        foreach (var other in new[] { "window", "deptHall" })
            Assert.Equal(Same(page), Same(await citizen.GetStringAsync(new Uri((await Link(channel, id, other))["url"]!.GetValue<string>()).AbsolutePath)));
        Assert.Contains("data-text=\"large\"", await citizen.GetStringAsync(path + "?text=large"), StringComparison.Ordinal);

        // A bad rating says why (AK-8c); a form that is not ours is refused.
        var bare = await Post(citizen, path, page, ("level", "dissatisfied"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.StatusCode);
        Assert.Contains("请补充原因", WebUtility.HtmlDecode(await bare.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Anonymous().PostAsync(path, new FormUrlEncodedContent([new("_handler", "rate"), new("level", "satisfied")]))).StatusCode);
        Assert.Equal(0, await world.Read(db => db.Ratings.CountAsync()));

        // Sent twice, kept once.
        var answer = await Post(citizen, path, page, ("level", "dissatisfied"), ("reason", "t:办事流程"), ("text", "<b>跑了三次</b>"), ("phone", "13800000009"));
        var again = await Post(citizen, path, page, ("level", "verySatisfied"));
        var done = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("评价已提交", done, StringComparison.Ordinal);
        Assert.Contains("不能重复评价", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var rating = await world.Read(db => db.Ratings.SingleAsync());
        Assert.Equal(("qr", "dissatisfied", "both", "138****0009"), (rating.Channel, rating.Level, rating.Target, rating.RaterPhoneMasked));
        Assert.Equal(1, await world.Read(db => db.Cases.CountAsync()));

        // The code finds it; another finds nothing, and guessing is slowed down.
        var code = CodeIn().Match(done).Value;
        var search = await citizen.GetStringAsync("/my-rating");
        Assert.Contains("正在核实、整改", WebUtility.HtmlDecode(await (await Post(citizen, "/my-rating", search, ("code", code.ToLowerInvariant()))).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        foreach (var forged in new[] { path[..^4] + "AAAA", "/rate/x", "/rate/" + new string('A', 43) })
        {
            var refused = await citizen.GetAsync(forged);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.Contains("这个评价链接无效", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
        for (var i = 0; i < 30; i++) await Post(citizen, "/my-rating", search, ("code", $"2222-2222-{i + 2000}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Post(citizen, "/my-rating", search, ("code", code))).StatusCode);
        world.Machine.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.OK, (await Post(citizen, "/my-rating", search, ("code", code))).StatusCode);
    }

    [Fact, Trait("Clause", "GD-4b")]
    public async Task Staff_do_not_rate_their_own_service_and_a_closed_window_stays_closed()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var channel = world.Channel();
        var token = await Token(channel, await Deliver(channel, With(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0), s => s["staff"] = "ak-window")));

        var own = await world.Send(new RateByLink(token, "verySatisfied"), by: "ak-window");
        await world.Clock.MoveTo("2025-03-13T09:00"); // the seventh working day is over (AK-11b)
        var late = await world.Send(new RateByLink(token, "verySatisfied"), by: "auditor");

        Assert.Equal("ownService", own.Refusal?.Code);
        Assert.Contains("ownService", (await world.Read(db => db.Set<AccessLogEntry>().SingleAsync(e => e.UserName == "ak-window"))).Subject, StringComparison.Ordinal);
        Assert.Equal("windowClosed", late.Refusal?.Code);
        Assert.Contains("现在不能评价", WebUtility.HtmlDecode(await world.Anonymous().GetStringAsync($"/rate/{token}")), StringComparison.Ordinal);
        Assert.Equal(0, await world.Read(db => db.Ratings.CountAsync()));
    }

    [Fact]
    public async Task The_page_asks_what_the_pack_of_the_place_says()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var channel = world.Channel();

        // 天津: real names, preset texts by level and part.
        var tj = await Token(channel, await Deliver(channel, Of("TJ", "sv-tj", s => s["applicant"] = new JsonObject { ["kind"] = "naturalPerson", ["name"] = "评价人0001", ["idNumber"] = "120101190001010001" })));
        var paper = (await world.Send(new OpenRatingLink(tj), by: "auditor")).Value!;
        Assert.Equal(("评****", false, false), (paper.RealName?[..1] + "****", paper.AsksPhone, paper.NeedsIdentity));
        var bad = paper.Levels.Single(l => l.Code == "dissatisfied");
        Assert.Contains(bad.Reasons, r => r.Part == "staff");
        var both = await world.Send(new RateByLink(tj, "dissatisfied", "both", [bad.Reasons.First(r => r.Part == "item").Value, bad.Reasons.First(r => r.Part == "staff").Value]), by: "auditor");
        Assert.True(both.Ok);
        Assert.True((await world.Read(db => db.Ratings.SingleAsync(r => r.Region == "TJ"))).Verified);
        var nameless = await Token(channel, await Deliver(channel, Of("TJ", "sv-tj-2")));
        Assert.Equal("identityRequired", (await world.Send(new RateByLink(nameless, "satisfied"), by: "auditor")).Refusal?.Code);

        // 偃师: the rater chooses whether it is public (YS-8e).
        var ys = await Token(channel, await Deliver(channel, Of("YS", "sv-ys")));
        Assert.True((await world.Send(new RateByLink(ys, "satisfied", Hidden: true), by: "auditor")).Ok);
        Assert.False((await world.Read(db => db.Ratings.SingleAsync(r => r.Region == "YS"))).Public);

        // 广东: one additional rating; the first stays (GD-14-5).
        var gd = await Token(channel, await Deliver(channel, Of("GD", "sv-gd")));
        var first = await world.Send(new RateByLink(gd, "satisfied", "item"), by: "auditor");
        Assert.True(first.Value!.MayAdd);
        var added = await world.Send(new RateByLink(gd, "dissatisfied", "item", Text: "后来又有问题", Additional: true), by: "auditor");
        Assert.True(added.Ok, added.Refusal?.Message);
        Assert.False(added.Value!.MayAdd);
        Assert.Equal("满意", added.Value.Mine!.Level);
        Assert.Equal("frequencyExceeded", (await world.Send(new RateByLink(gd, "satisfied", "item", Additional: true), by: "auditor")).Refusal?.Code);
    }

    private static JsonObject Of(string region, string id, Action<JsonObject>? with = null) => With(Service(id, "window", Morning, Morning.AddMinutes(20), 0), s =>
    {
        (s["region"], s["unit"]) = (region, $"{region.ToLowerInvariant()}-unit-1");
        with?.Invoke(s);
    });

    private static JsonObject With(JsonObject service, Action<JsonObject> change)
    {
        change(service);
        return service;
    }

    private static async Task<Guid> Deliver(HttpClient channel, JsonObject service)
    {
        var answer = await channel.PostAsJsonAsync("/api/v1/services", service);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    private static async Task<JsonObject> Link(HttpClient channel, Guid id, string? of = null) =>
        (await channel.GetFromJsonAsync<JsonObject>($"/api/v1/services/{id}/rating-link{(of is null ? "" : $"?channel={of}")}"))!;

    private static async Task<string> Token(HttpClient channel, Guid id) => new Uri((await Link(channel, id))["url"]!.GetValue<string>()).Segments[^1];

    private static Task<HttpResponseMessage> Post(HttpClient citizen, string path, string page, params (string Name, string Value)[] fields)
    {
        var hidden = Hidden().Matches(page).Select(m => new KeyValuePair<string, string>(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        return citizen.PostAsync(path, new FormUrlEncodedContent([.. hidden, .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]));
    }

    // All a browser loads before somebody can rate.
    private static async Task<int> Weight(HttpClient citizen, string page)
    {
        var weight = System.Text.Encoding.UTF8.GetByteCount(page);
        foreach (var address in Loaded().Matches(page).Select(m => m.Groups[1].Value.Split('#')[0]).Distinct()) weight += (await citizen.GetByteArrayAsync("/" + address.TrimStart('/'))).Length;
        return weight;
    }

    private static string Same(string page) => Changing().Replace(page, "");

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex CodeIn();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js|svg)[^\"]*)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("<!--Blazor.*?-->|value=\"[^\"]{80,}\"|/rate/[A-Za-z0-9_-]+")]
    private static partial Regex Changing();
}
