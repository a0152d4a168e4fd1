using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>The life of a task form: draft, publication, earlier versions.</summary>
internal static class FormsApi
{
    private const string ProblemJson = "application/problem+json";
    private const string Root = "/api/v1/forms";

    public static IServiceCollection AddForms(this IServiceCollection services) => services.AddScoped<FormUse>().AddScoped<FormAct>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListForms(), cancellationToken)).ToHttp())
            .As(Acts.WorkflowRead, "任务表单及其现行版本").Produces<PageOf<FormRow>>();
        app.MapGet(Root + "/{name}", async (string name, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetForm(name), cancellationToken)).ToHttp())
            .As(Acts.WorkflowRead, "一个表单：现行版本、草稿、各版本的改动、用在哪些流程").Produces<FormView>().Produces<Problem>(404, ProblemJson);
        app.MapGet(Root + "/{name}/versions/{version:int}", async (string name, int version, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new GetFormVersion(name, version), cancellationToken)).ToHttp())
            .As(Acts.WorkflowRead, "表单的一个版本").Produces<FormDefinition>().Produces<Problem>(404, ProblemJson);
        app.MapPut(Root + "/{name}/draft", async (string name, JsonObject form, int? revision, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new SaveFormDraft(name, form, revision), cancellationToken)).ToHttp())
            .As(Acts.WorkflowEdit, "保存表单草稿；有误时以 JSON 指针逐处指出").Produces<FormDraftView>().Produces<Problem>(409, ProblemJson).Produces<Problem>(422, ProblemJson);
        app.MapDelete(Root + "/{name}/draft", async (string name, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new DiscardFormDraft(name), cancellationToken)).ToHttp())
            .As(Acts.WorkflowEdit, "放弃表单草稿").Produces<DiscardedFormDraft>().Produces<Problem>(404, ProblemJson);
        app.MapPost(Root + "/{name}/publish", async (string name, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new PublishForm(name), cancellationToken)).ToHttp())
            .As(Acts.WorkflowPublish, "把草稿发布为下一个版本；在办工单仍用原版本").Produces<PublishedForm>().Produces<Problem>(404, ProblemJson).Produces<Problem>(409, ProblemJson).Produces<Problem>(422, ProblemJson);
    }

    private static RouteHandlerBuilder As(this RouteHandlerBuilder route, string act, string summary) =>
        route.RequireAct(act).WithSummary(summary).WithTags("任务表单").Produces<Problem>(403, ProblemJson);
}
