using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The life of a rule pack: draft, publication, confirmation, replay (api.md, Ordinances).</summary>
internal static class PackApi
{
    private const string ProblemJson = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        // Who may do it in this place is for the use case to say; a reader of packs may ask.
        var api = app.MapGroup("/api/v1/ordinances/{code}").RequireAct(Acts.ReadOrdinance).WithTags("规则包");
        api.MapGet("/draft", async (string code, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetDraft(code), cancellationToken)).ToHttp())
            .WithSummary("规则包草稿、与现行版本的差异、待确认的项").Produces<DraftView>().Produces<Problem>(404, ProblemJson);
        api.MapPut("/draft", async (string code, JsonObject pack, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new SaveDraft(code, pack), cancellationToken)).ToHttp())
            .WithSummary("保存规则包草稿；有误时以 JSON 指针逐处指出").Produces<DraftView>().Produces<Problem>(422, ProblemJson);
        api.MapDelete("/draft", async (string code, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new DiscardDraft(code), cancellationToken)).ToHttp())
            .WithSummary("放弃草稿").Produces<DiscardedDraft>().Produces<Problem>(404, ProblemJson);
        api.MapPost("/publish", async (string code, PublishBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new PublishDraft(code, body.EffectiveFrom), cancellationToken)).ToHttp())
            .WithSummary("把草稿发布为下一个版本；在办工单仍按原版本").Produces<PublishedVersion>().Produces<Problem>(404, ProblemJson).Produces<Problem>(422, ProblemJson);
        api.MapGet("/versions", async (string code, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListVersions(code), cancellationToken)).ToHttp())
            .WithSummary("规则包的全部版本、生效日期和确认记录").Produces<PageOf<VersionRow>>().Produces<Problem>(404, ProblemJson);
        api.MapPost("/confirmations", async (string code, ConfirmBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ConfirmPoint(code, body.Pointer, body.Reason, body.Value, body.Version), cancellationToken)).ToHttp())
            .WithSummary("确认文件没有规定的一项（留痕）").Produces<ConfirmedPoint>().Produces<Problem>(422, ProblemJson);
        api.MapPost("/simulate", async (string code, SimulateBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Simulate(code, body.From, body.To, body.Draft), cancellationToken)).ToHttp())
            .WithSummary("用草稿重放一段时间内办结的工单：各有多少件、哪些件会逾期").Produces<Simulation>().Produces<Problem>(404, ProblemJson).Produces<Problem>(422, ProblemJson);
    }

    /// <param name="EffectiveFrom">First day of the new version.</param>
    internal sealed record PublishBody(DateOnly EffectiveFrom);

    /// <param name="Pointer">JSON pointer of the open point.</param>
    /// <param name="Reason">Why, or by which decision.</param>
    /// <param name="Value">The date, for a missing effective date.</param>
    /// <param name="Version">Version; the last published one where none is given.</param>
    internal sealed record ConfirmBody(string Pointer, string Reason, JsonNode? Value = null, string? Version = null);

    /// <param name="From">First local day.</param>
    /// <param name="To">Last local day.</param>
    /// <param name="Draft">Against the draft; otherwise against the version in force.</param>
    internal sealed record SimulateBody(DateOnly From, DateOnly To, bool Draft = true);
}
