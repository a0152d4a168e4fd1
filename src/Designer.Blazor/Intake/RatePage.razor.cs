using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Intake;

/// <summary>The citizen's page behind a link or QR code: one static form, phone first, usable without a script (SP-6.2.1, AK-10-2a, GD-11b).</summary>
public sealed partial class RatePage(CaseManagement.Common.ISender sender, StrangerLimits limits, NavigationManager navigation)
{
    private static readonly string[] Mouths = ["M15 27q9 9 18 0", "M16 28q8 5 16 0", "M17 30h14", "M16 32q8-5 16 0", "M15 33q9-9 18 0"];

    private string? problem;
    private Given given = new();

    [Parameter] public string Token { get; set; } = "";
    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }
    [CascadingParameter] public HttpContext HttpContext { get; set; } = null!;

    private RatingPaper? Paper { get; set; }

    private bool SentTooLate => HttpMethods.IsPost(HttpContext.Request.Method) && !(Paper is { State: "open", NeedsIdentity: false } or { MayAdd: true });

    private string Where => string.Join(" · ", new[] { Paper!.Hall, Paper.Window }.Where(text => !string.IsNullOrEmpty(text)));

    private string When => string.Join(" · ", new[] { Paper!.CompletedAt is { } at ? $"{at:M月d日 HH:mm} 办结" : null, Paper.SerialNo is null ? null : $"流水号 {Paper.SerialNo}" }.OfType<string>());

    protected override async Task OnInitializedAsync()
    {
        HttpContext.Response.Headers.CacheControl = "no-store";
        if (limits.Exceeded(HttpContext))
        {
            (HttpContext.Response.StatusCode, problem) = (StatusCodes.Status429TooManyRequests, "打开无效链接的次数太多，请过十分钟再试。");
            return;
        }
        var answer = await sender.Send(new OpenRatingLink(Token));
        (Paper, problem) = (answer.Value, answer.Refusal?.Message);
        if (answer.Ok) return;
        limits.Failed(HttpContext);
        HttpContext.Items[nameof(Refusal)] = answer.Refusal; // said by the page for unknown addresses, which the framework asks for instead of this one
        HttpContext.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task RateAsync()
    {
        if (Paper is null) return;
        var form = HttpContext.Request.Form;
        given = new Given(Text(form["level"]), Text(form["target"]), [.. form["reason"].OfType<string>()], Text(form["text"]), form["hidden"] == "true", Text(form["phone"]));
        var additional = form["additional"] == "true";
        var answer = await sender.Send(new RateByLink(Token, given.Level, given.Target, given.Reasons, given.Text, given.Hidden, given.Phone, additional));
        if (answer.Ok)
        {
            var large = HttpContext.Request.Query["text"] == "large" ? "&text=large" : "";
            navigation.NavigateTo($"/rate/{Token}?done=1{large}"); // sent again by a reload, nothing is posted twice
            return;
        }
        problem = answer.Refusal.Message;
        HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string DayOf(DateTimeOffset due)
    {
        var last = due.AddTicks(-1); // 24:00 of a day is the next day's first instant
        return due.TimeOfDay == TimeSpan.Zero ? $"{last.Month}月{last.Day}日 24:00" : $"{due:M月d日 HH:mm}";
    }

    private sealed record Given(string? Level = null, string? Target = null, IReadOnlyList<string>? Ticked = null, string? Text = null, bool Hidden = false, string? Phone = null)
    {
        public IReadOnlyList<string> Reasons { get; } = Ticked ?? [];
    }
}
