namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What a browser shows while the demonstration is being filled: needs no other file and no script, and asks again by itself.</summary>
internal static class WaitingPage
{
    private const int AskAgainAfterSeconds = 2;

    private static readonly string Page = $$"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="{{AskAgainAfterSeconds}}">
        <title>正在准备演示数据 · 好差评</title>
        <style>
        body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; padding: 0 1.5rem; background: #f5f6f8; color: #1d2129; font: 1rem/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
        h1 { font-size: 1.375rem; margin: 0 0 .5rem; }
        p { margin: 0; color: #4e5969; }
        </style>
        </head>
        <body><main role="status"><h1>正在准备演示数据</h1><p>第一次启动大约需要半分钟，准备好后会自动打开您要看的页面。</p></main></body>
        </html>
        """;

    public static bool IsFor(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task AnswerAsync(HttpContext context)
    {
        var answer = context.Response;
        (answer.StatusCode, answer.ContentType) = (StatusCodes.Status503ServiceUnavailable, "text/html; charset=utf-8");
        answer.Headers.RetryAfter = AskAgainAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        answer.Headers.CacheControl = "no-store";
        answer.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        answer.Headers.XContentTypeOptions = "nosniff";
        return answer.WriteAsync(Page, context.RequestAborted);
    }
}
