using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>What one rating or service is in the figures: pure, the same for the journal that follows each change and for the rebuild that reads everything.</summary>
internal static class FigureFacts
{
    /// <summary>What a rating is, the way it stands now.</summary>
    public static FigureChange Of(Rating rating, ServiceMatter? service, int sign = 1) => Change(rating.Region, rating.RatedAt, sign) with
    {
        Unit = rating.AnsweredBy ?? rating.UnitCode, Item = service?.ItemCode ?? "", ItemName = service?.ItemName, Staff = StaffOf(rating.Visit, service), Channel = rating.Channel,
        Place = rating.Place ?? service?.Place ?? "", Window = service?.Window ?? "", Target = TargetOf(rating), Level = rating.Level, Standing = StandingOf(rating), Course = rating.Course ?? "",
        Pack = rating.PackVersion, Ratings = sign * rating.CountsAs,
    };

    /// <summary>What a service is: finished on its day, and rated on another.</summary>
    public static IEnumerable<FigureChange> Of(ServiceMatter service, int sign = 1)
    {
        if (service.CompletedAt is { } completed) yield return Of(service, completed, FigureStanding.Service, sign);
        if (service.RatedAt is { } rated) yield return Of(service, rated, FigureStanding.RatedService, sign);
    }

    private static FigureChange Of(ServiceMatter service, DateTimeOffset at, string standing, int sign) => Change(service.Region, at, sign) with
    {
        Unit = service.UnitCode, Item = service.ItemCode, ItemName = service.ItemName, Staff = StaffOf(null, service), Channel = service.Mode, Place = service.Place ?? "", Window = service.Window ?? "",
        Target = service.Kind, Standing = standing, Ratings = sign,
    };

    private static FigureChange Change(string region, DateTimeOffset at, int sign)
    {
        var day = at.LocalDate();
        return new FigureChange
        {
            Id = Guid.CreateVersion7(), Region = region, Day = day, Month = new DateOnly(day.Year, day.Month, 1), Unit = "", Item = "", Staff = "", Channel = "", Place = "", Window = "", Target = "",
            Level = "", Standing = "", Course = "", Pack = "", Ratings = 0, Acts = sign,
        };
    }

    /// <summary>Where it stands in the figures.</summary>
    public static string StandingOf(Rating rating) => (rating.Status, rating.Reason) switch
    {
        ("adopted", "society") => FigureStanding.Society,
        ("adopted", _) => rating.Source == "default" ? FigureStanding.Default : FigureStanding.Adopted,
        ("unrated", "invalidated") => FigureStanding.SetAside,
        ("unrated", _) => FigureStanding.Timeout,
        ("notAdopted", "replaced") => FigureStanding.Replaced,
        ("notAdopted", _) => FigureStanding.Invalidated,
        var (status, _) => status,
    };

    /// <summary>Everything it is a rating of, also what it only stands for until that is rated by itself (TJ-13c).</summary>
    private static string TargetOf(Rating rating)
    {
        List<string> targets = rating.Target == "both" ? ["item", "staff"] : [rating.Target];
        if (rating.SpreadTo is { } spread) targets.Add(spread);
        return string.Join('+', targets.Order(StringComparer.Ordinal));
    }

    /// <summary>Who served: at the visit rated, else on the matter.</summary>
    private static string StaffOf(string? visit, ServiceMatter? service)
    {
        if (service is null) return "";
        if (visit is null || service.Visits is "[]") return service.Staff ?? "";
        return JsonSerializer.Deserialize<List<ServiceVisit>>(service.Visits, HttpJson.Stored)!.Find(v => v.Id == visit)?.Staff ?? service.Staff ?? "";
    }

    /// <summary>How far a case has come and who answers for it, one event further. Everything else in a history leaves the figures alone.</summary>
    public static (string? Course, string? Unit) After(string? course, string? unit, string type, string data) => type switch
    {
        "caseOpened" => (FigureCourse.Open, unit),
        "stepDone" when Text(data, "step") == "rectify" => (FigureCourse.Rectified, unit),
        "stepReopened" when Text(data, "step") == "rectify" => (FigureCourse.Open, unit),
        // Asking somebody whose case is open again says nothing about what is still to be rectified.
        "followedUp" when course is not null && FigureCourse.IsRectified(course) => (Text(data, "outcome") == "satisfied" ? FigureCourse.Satisfied : FigureCourse.Dissatisfied, unit),
        "reassigned" => (course, Text(data, "to")),
        _ => (course, unit),
    };

    public static readonly string[] Telling = ["caseOpened", "stepDone", "stepReopened", "followedUp", "reassigned"];

    private static string? Text(string data, string name) => (string?)JsonNode.Parse(data)![name];
}
