using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Who may use a route of the designer's API, and what the API's description says of it.</summary>
internal static class StudioRoutes
{
    private const string Tag = "流程设计器（Elsa 接口）";

    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, string summary) => route.Described(Acts.WorkflowRead, summary);
    public static RouteHandlerBuilder Edits(this RouteHandlerBuilder route, string summary) => route.Described(Acts.WorkflowEdit, summary);
    public static RouteHandlerBuilder Publishes(this RouteHandlerBuilder route, string summary) => route.Described(Acts.WorkflowPublish, summary);

    private static RouteHandlerBuilder Described(this RouteHandlerBuilder route, string act, string summary) =>
        route.RequireAct(act).WithSummary(summary).WithTags(Tag).Produces<Problem>(403, "application/problem+json");
}
