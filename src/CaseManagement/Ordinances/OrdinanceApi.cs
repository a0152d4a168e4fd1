using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Reading rule packs; one deadline or score for somebody who asks (api.md, Ordinances).</summary>
internal static class OrdinanceApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAct(Acts.ReadOrdinance).WithTags("规则包");
        api.MapGet("/ordinances", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListOrdinances(), cancellationToken)).ToHttp())
            .WithSummary("各地规则包的现行版本").Produces<PageOf<OrdinanceRow>>();
        api.MapGet("/ordinances/faults", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListFaults(), cancellationToken)).ToHttp())
            .WithSummary("启动时没有采用的定义文件及其错误").Produces<PageOf<FileFault>>();
        api.MapGet("/ordinances/{code}", GetAsync)
            .WithSummary("一个规则包的全文；at 为日期，取当日有效的版本").Produces<JsonObject>().Produces<Problem>(404, ProblemJson);
        api.MapPost("/ordinances/{code}/deadline", async (string code, DeadlineBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(body.For(code), cancellationToken)).ToHttp())
            .WithSummary("试算一个期限，不改动任何内容").Produces<DeadlineAnswer>().Produces<Problem>(404, ProblemJson).Produces<Problem>(422, ProblemJson);
        api.MapPost("/ordinances/{code}/score", async (string code, ScoreBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(body.For(code), cancellationToken)).ToHttp())
            .WithSummary("由计数试算一个得分，不改动任何内容").Produces<JsonObject>().Produces<Problem>(404, ProblemJson).Produces<Problem>(422, ProblemJson);
    }

    private const string ProblemJson = "application/problem+json";

    private static async Task<IResult> GetAsync(string code, string? at, ISender sender, CancellationToken cancellationToken)
    {
        if (!TryReadDay(at, out var day)) return OrdinanceRefusals.BadSpan("/at", "应是日期，如 2025-03-03。").ToHttp();
        return (await sender.Send(new GetOrdinance(code, day), cancellationToken)).ToHttp();
    }

    /// <summary>A local day, or an instant that lies in one.</summary>
    private static bool TryReadDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) day = date;
        else if (text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) day = instant.LocalDate();
        return day is not null;
    }

    /// <param name="Event">Timer id of the pack.</param>
    /// <param name="Start">Instant of its anchor.</param>
    /// <param name="Settings">Values of the pack by dotted path, for this computation only.</param>
    /// <param name="Suspensions">Standstills.</param>
    /// <param name="Extension">A granted extension.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // a misspelt member would be an answer to another question
    internal sealed record DeadlineBody(
        string Event, DateTimeOffset Start, IReadOnlyDictionary<string, JsonNode?>? Settings = null, IReadOnlyList<Suspension>? Suspensions = null, ExtensionBody? Extension = null)
    {
        public ComputeDeadline For(string code) => new(
            code, Event, Start, Settings ?? new Dictionary<string, JsonNode?>(), Suspensions ?? [], Extension is null ? null : new Duration(Extension.Amount, Extension.Unit), Extension?.GrantedAt);
    }

    /// <param name="Amount">How many.</param>
    /// <param name="Unit"><c>hour</c>, <c>calendarDay</c>, <c>businessDay</c>.</param>
    /// <param name="GrantedAt">When it was granted, where the pack counts extensions from the approval.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ExtensionBody(int Amount, string Unit, DateTimeOffset? GrantedAt = null);

    /// <param name="Kind"><c>composite</c>, <c>points</c> or <c>rates</c>.</param>
    /// <param name="Input">The counts.</param>
    /// <param name="Settings">Values of the pack by dotted path, for this computation only.</param>
    /// <param name="At">Last day of the period, for weights that change with time.</param>
    internal sealed record ScoreBody(string Kind, ScoreInput Input, IReadOnlyDictionary<string, JsonNode?>? Settings = null, DateOnly? At = null)
    {
        public ComputeScore For(string code) => new(code, Kind, Input, Settings ?? new Dictionary<string, JsonNode?>(), At);
    }
}
