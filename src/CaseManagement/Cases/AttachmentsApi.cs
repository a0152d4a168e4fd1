using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Storing and reading files.</summary>
internal static class AttachmentsApi
{
    // The parts around the file take a little room too.
    private const long LargestBody = AttachmentLimits.Largest + (64 * 1024);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/attachments", async (IFormFile file, HttpRequest request, ISender sender, CancellationToken cancellationToken) =>
            {
                var caseNumber = request.Form["caseNumber"].ToString() is { Length: > 0 } number ? number : null;
                await using var content = file.OpenReadStream();
                return (await sender.Send(new StoreAttachment(file.FileName, file.ContentType, content, caseNumber), cancellationToken)).ToCreated(a => $"/api/v1/attachments/{a.Id}");
            })
            .RequireAct(Acts.Attach).LimitBody(LargestBody).DisableAntiforgery() // programs have no form token; HttpEdge refuses foreign pages
            .WithSummary("上传一个文件（multipart，字段 file），办理任务时引用其编号").WithTags("附件").Produces<AttachmentView>(201)
            .Produces<Problem>(413, "application/problem+json").Produces<Problem>(422, "application/problem+json");
        app.MapGet("/api/v1/attachments/{id:guid}", async (Guid id, HttpContext context, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new OpenAttachment(id), cancellationToken)).ToHttp(file => Download(context, file)))
            .RequireAct(Acts.ReadCase).WithSummary("下载一个文件").WithTags("附件").Produces(200).Produces<Problem>(404, "application/problem+json");
    }

    // Never shown inside our origin, whatever it contains.
    private static IResult Download(HttpContext context, AttachmentContent file)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file.Content, file.ContentType, file.FileName);
    }
}
