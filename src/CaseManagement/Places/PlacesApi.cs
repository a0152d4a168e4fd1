using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>A place's whole set, out and in.</summary>
internal static class PlacesApi
{
    private const string ProblemJson = "application/problem+json";


    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/ordinances/{code}/set", async (string code, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ExportPlace(code), cancellationToken)).ToHttp(file => Results.File(file.Content, "application/zip", file.FileName)))
            .RequireAct(Acts.ReadOrdinance).WithSummary("导出一个地方的整套定义：规则包、流程、表单、走查案例").WithTags("规则包").Produces(200, contentType: "application/zip").Produces<Problem>(403, ProblemJson).Produces<Problem>(404, ProblemJson);
        app.MapPost("/api/v1/ordinances/set", async (IFormFile file, bool? dryRun, ISender sender, CancellationToken cancellationToken) =>
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, cancellationToken);
                return (await sender.Send(new ImportPlace(content.ToArray(), dryRun ?? false), cancellationToken)).ToHttp();
            })
            .RequireAct(Acts.ReadOrdinance).LimitBody(PlaceZip.LargestUpload).DisableAntiforgery()
            .WithSummary("导入一个地方的整套定义，全部存为草稿；dryRun=true 只说明会改变什么").WithTags("规则包").Produces<PlaceImport>().Produces<Problem>(400, ProblemJson).Produces<Problem>(403, ProblemJson).Produces<Problem>(413, ProblemJson).Produces<Problem>(422, ProblemJson);
    }
}
