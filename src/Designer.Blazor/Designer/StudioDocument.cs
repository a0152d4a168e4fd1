using System.Text.Encodings.Web;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>The document with Studio inside, framed by our own pages. It allows more than they do only where Studio's runtime needs it: WebAssembly, inline styles, workers.</summary>
internal static class StudioDocument
{
    private const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static IResult Send(StudioView view, string? id, CurrentUser user, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        return Results.Content(Html(view, id, user.May(Acts.WorkflowPublish) ? "publish" : user.May(Acts.WorkflowEdit) ? "draft" : "read"), "text/html; charset=utf-8");
    }

    // What the person may do goes along: Studio shows whoever may draw the buttons of those who may publish, and host.css takes them away.
    // Order of styles and scripts as the package wants them; ours come first where they must be there before Studio's start.
    private static string Html(StudioView view, string? id, string may) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{view.Shows} · 好差评</title>
        <base href="{DesignerAddresses.Studio}/">
        <link rel="icon" type="image/svg+xml" href="/img/mark.svg">
        <link rel="stylesheet" href="_content/MudBlazor/MudBlazor.min.css">
        <link rel="stylesheet" href="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css">
        <link rel="stylesheet" href="_content/Radzen.Blazor/css/material-base.css">
        <link rel="stylesheet" href="_content/Elsa.Studio.Shell/css/shell.css">
        <link rel="stylesheet" href="Elsa.Studio.Host.CustomElements.styles.css">
        <link rel="stylesheet" href="/css/tokens.css">
        <link rel="stylesheet" href="/designer/host.css">
        <script src="/designer/texts.js"></script>
        <script src="/designer/calls.js"></script>
        <script src="/designer/ports.js"></script>
        <script src="/designer/host.js"></script>
        </head>
        <body data-theme="light" data-view="{view.Name}" data-may="{may}" data-home="{Text(view.Home(id))}">
        <div id="loading" role="status"><p><b>正在载入设计器</b></p><progress max="100" aria-label="载入进度"></progress><p>首次打开要下载约 10 MB，以后很快。</p></div>
        <elsa-backend-provider></elsa-backend-provider>
        <{view.Element}{(view.IdAttribute is { } name ? $" {name}=\"{Text(id!)}\"" : "")} id="studio"></{view.Element}>
        <div id="blazor-error-ui" style="display:none"></div>
        <script src="_content/BlazorMonaco/jsInterop.js"></script>
        <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js"></script>
        <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js"></script>
        <script src="_content/MudBlazor/MudBlazor.min.js"></script>
        <script src="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js"></script>
        <script src="_content/Radzen.Blazor/Radzen.Blazor.js"></script>
        <script src="/designer/start.js"></script>
        <script src="_framework/blazor.webassembly.js"></script>
        </body>
        </html>
        """;

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
