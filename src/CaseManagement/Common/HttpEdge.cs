using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>The outermost edge of HTTP: what could not be read becomes a clear refusal, a bug becomes an event number, and no stack leaves the server.</summary>
internal sealed partial class HttpEdge(RequestDelegate next, ILogger<HttpEdge> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (Http.IsApi(context.Request.Path)) context.Response.OnStarting(NameScheme, context.Response);
            await next(context);
            if (Http.IsApi(context.Request.Path)) await NameBareStatusAsync(context);
            else if (context.Response is { StatusCode: 400, HasStarted: false, ContentLength: not > 0 } && WantsPage(context))
                await PageAsync(context, 400, "页面已过期", "这一页开着太久，或者登录已经变化，提交没有完成。请返回上一页，刷新后再试。");
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, Malformed(context, e));
            if (context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge) await UnreadBody.DrainAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerBugAsync(context, e);
        }
    }

    private static Problem Malformed(HttpContext context, BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => HttpRefusals.TooLarge(Http.LimitOf(context)).ToProblem(),
        StatusCodes.Status415UnsupportedMediaType => Bare(415, "unsupportedMediaType", "不支持这种内容类型，请使用接口说明中的 Content-Type。"),
        _ => RefusalOf(e).ToProblem(),
    };

    private static Refusal RefusalOf(BadHttpRequestException e)
    {
        if (e.InnerException is JsonException json) return HttpJson.RefusalOf(json, HttpRefusals.Malformed);
        var parameter = ParameterName().Match(e.Message);
        return parameter.Success ? HttpRefusals.Malformed with { Errors = [new FieldError("/" + parameter.Groups[1].Value, "内容或类型不对。")] } : HttpRefusals.Malformed;
    }

    // The generated endpoints say 400 of an optional parameter that cannot be read, and not of which.
    private static Refusal UnreadableParameters(HttpContext context) => HttpRefusals.Malformed with
    {
        Errors = [.. (context.GetEndpoint()?.Metadata.OfType<IParameterBindingMetadata>() ?? [])
            .Where(p => p.HasTryParse && (string?)context.Request.Query[p.Name] is { Length: > 0 } text && !TypeDescriptor.GetConverter(p.ParameterInfo.ParameterType).IsValid(text))
            .Select(p => new FieldError("/" + p.Name, "内容或类型不对。"))],
    };

    private async Task AnswerBugAsync(HttpContext context, Exception e)
    {
        var number = Guid.NewGuid().ToString("N")[..12].ToUpperInvariant();
        log.LogError(e, "Event {EventNumber}: {Method} {Path} failed.", number, context.Request.Method, context.Request.Path);
        context.Response.Clear();
        var title = $"系统出现故障，操作没有完成，请稍后再试；如仍不行，请向管理员报告事件编号 {number}。";
        if (Http.IsApi(context.Request.Path) || !WantsPage(context)) await AnswerAsync(context, Bare(500, "internalError", title));
        else await PageAsync(context, 500, "系统故障", title);
    }

    // RFC 9110 §11.6.1: a 401 says how one signs in.
    private static Task NameScheme(object response)
    {
        if (((HttpResponse)response).StatusCode == 401) ((HttpResponse)response).Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private static bool WantsPage(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static Task PageAsync(HttpContext context, int status, string title, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><main><h1>{title}</h1><p>{text}</p><p><a href="/">返回首页</a></p></main></html>""");
    }

    /// <summary>The framework's own empty answers (no such route, wrong method, challenge) get the same form as ours.</summary>
    private static Task NameBareStatusAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength is > 0 || response.ContentType is not null) return Task.CompletedTask;
        return AnswerAsync(context, response.StatusCode switch
        {
            400 => UnreadableParameters(context).ToProblem(),
            401 => HttpRefusals.NotSignedIn.ToProblem(),
            403 => HttpRefusals.NotAllowed.ToProblem(),
            404 => HttpRefusals.NoSuchAddress.ToProblem(),
            405 => Bare(405, "methodNotAllowed", "这个接口地址不支持该方法，请核对接口说明。"),
            413 => HttpRefusals.TooLarge(Http.LimitOf(context)).ToProblem(),
            415 => Bare(415, "unsupportedMediaType", "不支持这种内容类型，请使用接口说明中的 Content-Type。"),
            var status => Bare(status, "refused", "请求未被接受，请按接口说明检查后重发。"),
        });
    }

    private static Problem Bare(int status, string code, string title) => new($"urn:haochaping:refusal:{code}", title, status, code, null);

    private static Task AnswerAsync(HttpContext context, Problem problem) =>
        Results.Json(problem, statusCode: problem.Status, contentType: "application/problem+json").ExecuteAsync(context);

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"")]
    private static partial Regex ParameterName();
}
