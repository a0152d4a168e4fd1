using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>The composition of the designer: Studio's files, the documents that hold it, and the addresses Studio itself believes in.</summary>
internal static class StudioModule
{
    /// <summary>Where a person comes who signed in again in a small window, beside the diagram that waits.</summary>
    private const string SignedIn = DesignerAddresses.Studio + "/signed-in";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddDesigner(this IServiceCollection services) => services.AddSingleton<StudioPackage>();

    public static void MapDesigner(this IEndpointRouteBuilder app)
    {
        app.MapMethods(DesignerAddresses.Studio + "/{**file}", Reading, (string? file, HttpContext context, StudioPackage package) => StudioFiles.Send(file ?? "", context, package))
            .AllowAnonymous().ExcludeFromDescription();
        foreach (var view in new[] { StudioView.Definitions, StudioView.Instances }) Document(app, view.At(), view);
        foreach (var view in new[] { StudioView.Editor, StudioView.Instance }) Document(app, view.At() + "/{id}", view);
        app.MapGet(SignedIn, () => Results.Content("<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>已登录 · 好差评</title><p>已登录，可以关闭这个窗口。</p><script src=\"/designer/signed-in.js\"></script></html>", "text/html; charset=utf-8"))
            .RequireAuthorization().ExcludeFromDescription();
        // Where Studio's own links lead when they are opened in a window of their own; inside the frame host.js catches them.
        foreach (var root in new[] { "", DesignerAddresses.Studio })
        {
            Elsewhere(app, root + "/workflows/definitions/{id}/edit", StudioView.Editor);
            Elsewhere(app, root + "/workflows/instances/{id}/view", StudioView.Instance);
            Elsewhere(app, root + "/alterations/instances/{id}", StudioView.Instance);
        }
    }

    private static void Document(IEndpointRouteBuilder app, string address, StudioView view) =>
        app.MapGet(address, (string? id, HttpContext context, CurrentUser user) => user.May(Acts.WorkflowRead)
            ? StudioDocument.Send(view, id, user, context)
            : Results.Redirect("/not-allowed")).RequireAuthorization().ExcludeFromDescription();

    private static void Elsewhere(IEndpointRouteBuilder app, string address, StudioView view) =>
        app.MapGet(address, (string id) => Results.Redirect(view.At(id))).RequireAuthorization().ExcludeFromDescription();
}
