using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;

namespace HaoChaPing.CaseManagement.Tests.Statistics;

/// <summary>Figures counted the slow way, rating by rating and event by event, without anything of the product's own counting.</summary>
internal sealed class SlowFigures(IReadOnlyList<Rating> ratings, IReadOnlyList<CaseEvent> events, IReadOnlyDictionary<Guid, ServiceMatter> services, Func<string, JsonObject> packOf)
{
    /// <summary>One rating with what its history says.</summary>
    public sealed record Seen(Rating Rating, DateOnly Day, string Unit, string Item, string Staff, string Hall, bool Rectified, bool Satisfied, bool Bad, decimal Points)
    {
        public bool Given => Rating.Status == "adopted" && Rating.Source != "default" && Rating.Reason != "society";
        public bool InLevels => Rating.Status == "adopted" && Rating.Reason != "society";
        public bool Of(string target) => Rating.Target == target || Rating.SpreadTo == target || (Rating.Target == "both" && target is "item" or "staff");
    }

    public IReadOnlyList<Seen> Between(string region, DateOnly from, DateOnly to) => [.. ratings.Where(r => r.Region == region).Select(See).Where(s => s.Day >= from && s.Day <= to)];

    private Seen See(Rating rating)
    {
        var (unit, rectified, satisfied) = (rating.UnitCode, false, false);
        foreach (var e in events.Where(e => e.CaseNumber == rating.CaseNumber).OrderBy(e => e.Seq))
        {
            var data = JsonNode.Parse(e.Data)!;
            if (e.Type == "reassigned") unit = (string)data["to"]!;
            if (e.Type == "stepDone" && (string)data["step"]! == "rectify") (rectified, satisfied) = (true, false);
            if (e.Type == "stepReopened" && (string)data["step"]! == "rectify") (rectified, satisfied) = (false, false);
            if (e.Type == "followedUp" && rectified) satisfied = (string)data["outcome"]! == "satisfied";
        }
        var service = rating.ServiceId is { } id ? services[id] : null;
        var level = packOf(rating.PackVersion)["rating"]!["levels"]!.AsArray().FirstOrDefault(l => (string)l!["code"]! == rating.Level);
        return new Seen(
            rating, DateOnly.FromDateTime(rating.RatedAt.ToOffset(TimeSpan.FromHours(8)).DateTime), unit, service?.ItemCode ?? "", service?.Staff ?? "", rating.Place ?? service?.Place ?? "",
            rectified, satisfied, (string?)level?["polarity"] == "bad", level?["score"]?.GetValue<decimal>() ?? 0);
    }

    /// <summary>The composite of 天津 as its article 23 tells it; null without a rating.</summary>
    public static string? Composite(IReadOnlyCollection<Seen> seen, decimal quality, decimal active, decimal rectification, decimal visit)
    {
        var items = seen.Where(s => s.Of("item")).ToList();
        decimal rated = items.Where(s => s.Given).Sum(s => s.Rating.CountsAs);
        if (rated == 0) return null;
        decimal timeout = items.Where(s => s.Rating.Status == "unrated" && s.Rating.Reason == "timeout").Sum(s => s.Rating.CountsAs);
        var bad = seen.Where(s => s.Given && s.Bad && (s.Of("item") || s.Of("staff"))).ToList();
        decimal valid = bad.Sum(s => s.Rating.CountsAs), rectified = bad.Where(s => s.Rectified).Sum(s => s.Rating.CountsAs), satisfied = bad.Where(s => s.Satisfied).Sum(s => s.Rating.CountsAs);
        var q = items.Where(s => s.Given).Sum(s => s.Points * s.Rating.CountsAs) / rated * 10;
        var score = (quality * q) + (active * rated * 100 / (rated + timeout)) + (rectification * (valid == 0 ? 100 : rectified * 100 / valid)) + (visit * (valid == 0 ? 100 : rectified == 0 ? 0 : satisfied * 100 / rectified));
        return Text(score);
    }

    public static string? Percent(decimal part, decimal all) => all == 0 ? null : Text(part * 100 / all);

    private static string Text(decimal value) => Math.Round(Math.Round(value, 20), 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);
}
