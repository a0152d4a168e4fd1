using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Publication;
using HaoChaPing.Designer.Blazor.Statistics;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Publication;

/// <summary>What a place publishes: situation, levels, channels, rectification, area by area and month by month (SP-4.2, AK-20-1, TJ-24). Numbers only.</summary>
public sealed partial class PublicPlacePage(CaseManagement.Common.ISender sender)
{
    private const double Round = 2 * Math.PI * 72;
    private const double Gap = 2;
    private const double Thinnest = 2.5;

    private Refusal? refusal;

    [Parameter] public string Place { get; set; } = "";
    [SupplyParameterFromQuery(Name = "period")] public string? PeriodText { get; set; }
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    private PublicResults? Found { get; set; }

    private IEnumerable<string> Periods => new[] { $"{Found!.To.Year}", $"{Found.To.Year - 1}", Found.Period }.Distinct().Order(StringComparer.Ordinal);

    // What the pack has published stands first; 整改 and 按期 always belong to it.
    private IEnumerable<(string Name, string Value, string Note)> Totals
    {
        get
        {
            var total = Found!.Total;
            yield return ("评价", total.Ratings.ToString("N0", CultureInfo.InvariantCulture), $"其中差评 {total.Bad:N0} 条，办件 {total.Services:N0} 件");
            yield return ("好评率", FigureWords.Percent(total.Rates["good"]), FigureWords.Parts(total.Rates["good"]));
            if (Found.Content.Contains("composite")) yield return ("综合得分", total.Score ?? "数据不足", "满分 100");
            if (Found.Content.Contains("unratedRate") && total.Rates.TryGetValue("unrated", out var unrated)) yield return ("未评率", FigureWords.Percent(unrated), FigureWords.Parts(unrated));
            if (Found.Content.Contains("badRate")) yield return ("差评率", FigureWords.Percent(total.Rates["bad"]), FigureWords.Parts(total.Rates["bad"]));
            yield return ("差评整改率", FigureWords.Percent(total.Rates["rectification"]), $"{FigureWords.Parts(total.Rates["rectification"])} 条");
            yield return ("按期办结率", FigureWords.Percent(Found.OnTime), $"{FigureWords.Parts(Found.OnTime)} 件");
        }
    }

    private IEnumerable<(string Colour, string Dash, string Offset)> Ring
    {
        get
        {
            var (all, done) = (Found!.Levels.Sum(l => l.Ratings), 0d);
            foreach (var level in Found.Levels.Where(l => l.Ratings > 0))
            {
                var length = Round * level.Ratings / all;
                var shown = Math.Max(Thinnest, length - Gap);
                yield return (FigureWords.Colour(level.Key), string.Create(CultureInfo.InvariantCulture, $"{shown:0.0} {Round - shown:0.0}"), string.Create(CultureInfo.InvariantCulture, $"{-done:0.0}"));
                done += length;
            }
        }
    }

    protected override async Task OnInitializedAsync()
    {
        var answer = await sender.Send(new GetPublicResults(Place, string.IsNullOrWhiteSpace(PeriodText) ? null : PeriodText));
        (Found, refusal) = (answer.Value, answer.Refusal);
        if (Found is null && HttpContext is { Response.HasStarted: false } context) context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private string WidthOf(PublicRow channel) => Math.Max(4, 1000 * channel.Ratings / Found!.Channels.Max(c => c.Ratings)).ToString(CultureInfo.InvariantCulture);

    private static string Long(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
