using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shell;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>The end of a case's history, whatever its length.</summary>
internal static class LatestEvents
{
    private const int Most = 200;

    public static async Task<PageOf<CaseEventRow>?> OfAsync(ScopedSender sender, string number)
    {
        var first = (await sender.SendAsync(new ListCaseEvents(number, 1, Most))).Value;
        if (first is null || first.Total <= Most) return first;
        var pages = (first.Total + Most - 1) / Most;
        var last = (await sender.SendAsync(new ListCaseEvents(number, pages, Most))).Value;
        var before = pages == 2 ? first : (await sender.SendAsync(new ListCaseEvents(number, pages - 1, Most))).Value;
        return last is null || before is null ? first : last with { Items = [.. before.Items, .. last.Items] };
    }

    public static async Task<IReadOnlyDictionary<string, string>> UnitNamesAsync(ScopedSender sender, IEnumerable<CaseEventRow> events) =>
        (await sender.SendAsync(new NameUnits(EventWords.UnitsIn(events)))).Value ?? new Dictionary<string, string>();
}
