using System.Globalization;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>The ordinary days of the sample year: matters of all modes, most of them rated, few of them badly.</summary>
internal static class SampleDays
{
    private static readonly (string Code, string Name)[] Items =
    [
        ("610900-hj-01", "户口迁移"), ("610900-sb-02", "社会保险转移接续"), ("610900-bdc-03", "不动产登记"), ("610900-yyzz-04", "企业设立登记"),
        ("610900-gjj-05", "住房公积金提取"), ("610900-jsz-06", "机动车驾驶证换领"), ("610900-sp-07", "食品经营许可"), ("610900-my-08", "医保异地就医备案"),
        ("610900-jz-09", "居住证办理"), ("610900-hy-10", "婚姻登记预约"), ("610900-sw-11", "取水许可"), ("610900-ly-12", "林木采伐许可"),
    ];
    private static readonly string[] Reasons = ["未在承诺时间内办结", "一次性告知不到位", "窗口排队时间过长", "办事指南与实际不符", "服务态度生硬", "系统操作不便"];
    private static readonly string[] Words = ["跑了三次才办成。", "材料交了两遍，没人说清楚缺什么。", "等了一上午没有叫到号。", "网上提交以后一直没有消息。", "办得很快，谢谢。", "工作人员很耐心。"];

    public static void Add(SampleYear year, DateOnly day, bool working)
    {
        var matters = working ? 8 + year.Dice.Below(4) : 2;
        for (var i = 1; i <= matters; i++) AddMatter(year, day, i, working ? ModeOf(year.Dice) : "online");
        if (working && day.Day % 9 == 0) AddBatch(year, day);
        if (working && day.Day % 4 == 0) AddSociety(year, day);
    }

    public static JsonObject Service(string id, string mode, DateTimeOffset startedAt, DateTimeOffset? completedAt, int item, string unit = "ak-unit-1") => new()
    {
        ["region"] = "AK", ["externalId"] = id, ["serialNo"] = "6109" + id[3..].Replace("-", "", StringComparison.Ordinal), ["item"] = ItemOf(item), ["mode"] = mode, ["unit"] = unit,
        ["startedAt"] = At(startedAt), ["completedAt"] = completedAt is { } completed ? At(completed) : null,
    };

    public static JsonObject ItemOf(int item) => new() { ["code"] = Items[item % Items.Length].Code, ["name"] = Items[item % Items.Length].Name };

    public static JsonObject Rating(string id, string channel, string? service, string target, string level, DateTimeOffset ratedAt)
    {
        var rating = new JsonObject { ["region"] = "AK", ["channel"] = channel, ["externalId"] = id, ["target"] = target, ["level"] = level, ["ratedAt"] = At(ratedAt) };
        if (service is not null) rating["serviceExternalId"] = service;
        if (level is "dissatisfied" or "veryDissatisfied") rating["reasons"] = new JsonArray(new JsonObject { ["text"] = Reasons[0] });
        return rating;
    }

    public static string At(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(DateOnly day, int minuteOfDay) => new(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minuteOfDay), TimeSpan.FromHours(8));

    private static string ModeOf(SampleDice dice) => dice.Below(100) switch { < 38 => "window", < 70 => "online", < 85 => "mixed", _ => "kiosk" };

    private static void AddMatter(SampleYear year, DateOnly day, int number, string mode)
    {
        var dice = year.Dice;
        var id = string.Create(CultureInfo.InvariantCulture, $"sv-{day:MMdd}-{number:D2}");
        var started = Time(day, mode is "online" or "kiosk" ? dice.Below(24 * 60 - 90) : 9 * 60 + dice.Below(7 * 60));
        var completed = started.AddMinutes(5 + dice.Below(60));
        var service = Service(id, mode, started, completed, dice.Below(Items.Length), dice.Percent(30) ? "ak-unit-2" : "ak-unit-1");
        var visits = mode is "window" or "mixed";
        if (visits) AddVisit(service, id, started, dice);
        if (dice.Percent(60)) service["applicant"] = Person(dice);
        var late = dice.Percent(12);
        if (late) service["completedAt"] = null;
        var line = year.Services.Accepted(Trimmed(service));
        // The business system tells the completion later, in a short message of its own.
        if (late) year.Services.Repeated(new JsonObject { ["region"] = "AK", ["externalId"] = id, ["completedAt"] = At(completed) }, line);
        if (dice.Percent(86)) AddRating(year, id, mode, completed, dice);
    }

    private static void AddVisit(JsonObject service, string id, DateTimeOffset at, SampleDice dice)
    {
        var staff = $"AK{100 + dice.Below(24)}";
        (service["staff"], service["place"], service["window"]) = (staff, "安康市政务服务大厅", $"{1 + dice.Below(30)}号窗口");
        service["visits"] = new JsonArray(new JsonObject { ["id"] = id + "-v1", ["at"] = At(at), ["staff"] = staff });
    }

    private static void AddRating(SampleYear year, string service, string mode, DateTimeOffset completed, SampleDice dice)
    {
        var level = dice.Below(1000) switch { < 610 => "verySatisfied", < 850 => "satisfied", < 965 => "basicallySatisfied", < 991 => "dissatisfied", _ => "veryDissatisfied" };
        var channel = mode switch
        {
            "online" => dice.Of("sxzwfw", "deptSystem", "qinwuyuan"),
            "kiosk" => dice.Of("kiosk", "sms"),
            _ => dice.Of("window", "deptHall", "qr", "sms", "sxzwfw"),
        };
        var target = mode is "online" or "kiosk" ? "item" : dice.Of("item", "item", "staff", "both");
        var rating = Rating("rt" + service[2..], channel, service, target, level, completed.AddMinutes(1 + dice.Below(dice.Percent(80) ? 30 : 3 * 24 * 60)));
        var bad = level is "dissatisfied" or "veryDissatisfied";
        if (bad && dice.Percent(50)) rating["reasons"] = new JsonArray(new JsonObject { ["code"] = $"R{1 + dice.Below(6):D2}", ["text"] = dice.Of(Reasons) });
        if (bad ? dice.Percent(60) : dice.Percent(10)) rating["text"] = bad ? dice.Of(Words.AsSpan(0, 4)) : dice.Of(Words.AsSpan(4));
        if (bad || dice.Percent(35)) rating["rater"] = Person(dice);
        year.Ratings.Accepted(rating, bad);
    }

    /// <summary>Three businesses of one item in one application, rated once (AK-11c).</summary>
    private static void AddBatch(SampleYear year, DateOnly day)
    {
        var started = Time(day, 10 * 60 + year.Dice.Below(60));
        var item = year.Dice.Below(Items.Length);
        for (var i = 1; i <= 3; i++)
        {
            var service = Service(string.Create(CultureInfo.InvariantCulture, $"sv-{day:MMdd}-b{i}"), "window", started, started.AddMinutes(20), item);
            service["batchId"] = string.Create(CultureInfo.InvariantCulture, $"batch-{day:MMdd}");
            year.Services.Accepted(service);
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"{day:MMdd}");
        var bad = day.Month % 3 == 0;
        var rating = Rating($"rt-{name}-b", "window", $"sv-{name}-b1", "item", bad ? "dissatisfied" : "satisfied", started.AddMinutes(25));
        rating["scope"] = "batch";
        year.Ratings.Accepted(rating, bad);
        year.Ratings.Refused("frequencyExceeded", Rating($"rt-{name}-b2", "qr", $"sv-{name}-b2", "item", "satisfied", started.AddMinutes(30)));
    }

    /// <summary>Words of society about no matter (AK-12): kept, but no case, not even for a bad one.</summary>
    private static void AddSociety(SampleYear year, DateOnly day)
    {
        var rating = Rating(string.Create(CultureInfo.InvariantCulture, $"so-{day:MMdd}"), year.Dice.Of("box", "hotline", "email"), null, year.Dice.Of("institution", "platform", "staff"),
            year.Dice.Of("satisfied", "verySatisfied", "basicallySatisfied", "dissatisfied"), Time(day, 15 * 60));
        rating["text"] = year.Dice.Of(Words);
        year.Ratings.Accepted(rating);
    }

    // Raters have numbers, no names; nobody alive was born on 1900-01-01.
    private static JsonObject Person(SampleDice dice)
    {
        var number = dice.Below(10_000);
        return new JsonObject
        {
            ["kind"] = dice.Percent(85) ? "naturalPerson" : "legalPerson", ["name"] = $"评价人{number:D4}", ["idNumber"] = $"61090219000101{number:D4}", ["phone"] = $"1380000{number:D4}",
            ["verified"] = dice.Percent(70),
        };
    }

    private static JsonObject Trimmed(JsonObject service)
    {
        if (service["completedAt"] is null) service.Remove("completedAt");
        return service;
    }
}
