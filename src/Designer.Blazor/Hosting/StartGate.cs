using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Lets requests wait while the demonstration is being filled. Probes of the process pass; who asks for a page is told.</summary>
internal sealed class StartGate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _open.Task.IsCompleted;

    public void Open() => _open.TrySetResult();

    /// <summary>Holds every request but the probes and those for a page.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var gate = context.RequestServices.GetRequiredService<StartGate>();
        if (gate.IsOpen || context.Request.Path.StartsWithSegments("/health")) await next(context);
        else if (WaitingPage.IsFor(context.Request)) await WaitingPage.AnswerAsync(context);
        else if (await gate.OpensAsync(context.RequestAborted)) await next(context);
        else await RefuseAsync(context);
    });

    private async Task<bool> OpensAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _open.Task.WaitAsync(Patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        await Results.Json(new Problem("urn:haochaping:refusal:starting", "演示数据正在准备，请稍后再试。", 503, "starting", null), statusCode: 503, contentType: "application/problem+json").ExecuteAsync(context);
    }
}
