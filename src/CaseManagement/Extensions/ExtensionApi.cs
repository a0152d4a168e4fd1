using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>Asking for more time, and reading what became of it.</summary>
internal static class ExtensionApi
{
    public static IServiceCollection AddExtensions(this IServiceCollection services) => services
        .AddCaseAct<ExtensionAct>()
        .AddScoped<ExtensionDesk>().AddScoped<ICaseEnding>(scope => scope.GetRequiredService<ExtensionDesk>())
        .AddScoped<ITaskRule, SignOffRule>().AddScoped<ITaskRule, ApproveExtensionRule>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/cases/{number}/extension-requests", async (string number, RequestBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new RequestExtension(number, body.Reason, body.Extension, body.StampedFile, body.Attachments), cancellationToken))
                .ToCreated(e => $"/api/v1/cases/{e.CaseNumber}/extension-requests"))
            .RequireAct(Acts.ExtensionRequest).WithSummary("申请延期：理由、延期多久、盖章件；先由本单位领导审签，再由同级审批部门审批").WithTags("工单")
            .Produces<ExtensionRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/cases/{number}/extension-requests", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListExtensions(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一件工单的延期申请").WithTags("工单").Produces<PageOf<ExtensionRow>>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
    }

    private const string Problems = "application/problem+json";

    /// <param name="Reason">Why.</param>
    /// <param name="Extension">How long, such as <c>{"amount":5,"unit":"businessDay"}</c>.</param>
    /// <param name="StampedFile">Id of the sealed document, uploaded before.</param>
    /// <param name="Attachments">Ids of other files.</param>
    internal sealed record RequestBody(string? Reason = null, Duration? Extension = null, Guid? StampedFile = null, IReadOnlyList<Guid>? Attachments = null);
}
