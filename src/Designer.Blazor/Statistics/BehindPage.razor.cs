using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Statistics;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Statistics;

/// <summary>The ratings behind a figure, with the case of each bad one.</summary>
public sealed partial class BehindPage(ScopedSender sender, TimeProvider clock)
{
    private Refusal? refusal;

    [SupplyParameterFromQuery(Name = "ordinance")] public string? Place { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }
    [SupplyParameterFromQuery(Name = "unit")] public string? Unit { get; set; }
    [SupplyParameterFromQuery(Name = "channel")] public string? Channel { get; set; }
    [SupplyParameterFromQuery(Name = "item")] public string? Item { get; set; }
    [SupplyParameterFromQuery(Name = "staff")] public string? Staff { get; set; }
    [SupplyParameterFromQuery(Name = "hall")] public string? Hall { get; set; }
    [SupplyParameterFromQuery(Name = "level")] public string? Level { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    private PageOf<BehindRow>? Rows { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private string Range => DayOf(From) is { } from && DayOf(To) is { } to ? $"{ChinaWords.Day(from, Today)} 至 {ChinaWords.Day(to, Today)}{(Level == "bad" ? " · 差评" : Level is null ? "" : $" · {Terms.Level(Level)}")}" : "";

    protected override async Task OnParametersSetAsync()
    {
        var answer = await sender.SendAsync(new ListBehind(Place ?? "", DayOf(From), DayOf(To), Said(Unit), Said(Channel), Said(Item), Said(Staff), Said(Hall), Said(Level), Query.PageIn(PageText)));
        (refusal, Rows) = (answer.Refusal, answer.Value);
    }

    private string At(int page) => Query.On(
        "/statistics/ratings", ("ordinance", Place), ("from", From), ("to", To), ("unit", Unit), ("channel", Channel), ("item", Item), ("staff", Staff), ("hall", Hall), ("level", Level), ("page", Query.Page(page)));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
