using System.Text.Json;

namespace HaoChaPing.UpperPlatform;

/// <summary>The receiving platform above us, for tests and the demo: keeps what it is sent, answers receipts, and fails when told to.</summary>
public static class UpperPlatformApp
{
    /// <summary>Settings: <c>--folder</c> for its file (default <c>./data/upper-platform</c>), <c>--urls</c> for its address.</summary>
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var folder = builder.Configuration["folder"] ?? Path.Combine("data", "upper-platform");
        builder.Services.AddSingleton(_ => new ItemFile(folder, TimeProvider.System)); // the application's own: closed with it
        builder.Services.AddSingleton<Mood>();

        var app = builder.Build();
        app.Services.GetRequiredService<ItemFile>();
        app.MapGet("/health/live", () => "ok");
        app.MapPost("/items", Receive);
        app.MapPost("/", Receive);
        app.MapGet("/items", (ItemFile items) => Results.Json(items.All()));
        app.MapGet("/control", (Mood mood) => Results.Json(mood.Now));
        app.MapPost("/control", (Behaviour asked, Mood mood) => mood.Become(asked) ? Results.Json(mood.Now) : Results.BadRequest(new { reason = $"Expected one of {string.Join(", ", Mood.Modes)}." }));
        return app;
    }

    private static async Task<IResult> Receive(HttpContext http, ItemFile items, Mood mood)
    {
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key)
            return Results.BadRequest(new { reason = "缺少 Idempotency-Key。" });
        if (await ReadJson(http) is not { } payload)
            return Results.BadRequest(new { reason = "报文不是 JSON。" });

        var behaviour = mood.Next();
        switch (behaviour.Mode)
        {
            case "fail": return Results.Json(new { reason = "平台故障。" }, statusCode: 500);
            case "reject": return Results.Json(new { reason = behaviour.Reason ?? "数据校验未通过。" }, statusCode: 422);
            case "timeout": await CallerGone(http); return Results.Empty;
        }

        var stored = await items.AddAsync(key, payload, http.RequestAborted);
        if (stored is null) return Results.Conflict(new { reason = "同一标识的报文内容不同。" });
        var receipt = JsonSerializer.Serialize(new { receiptId = stored.ReceiptId, receivedAt = stored.ReceivedAt }, JsonSerializerOptions.Web);
        switch (behaviour.Mode)
        {
            case "lose": await CallerGone(http); return Results.Empty;
            case "twice": return Results.Text($"{receipt}\n{receipt}\n", "application/x-ndjson");
            default: return Results.Text(receipt, "application/json");
        }
    }

    private static async Task<JsonElement?> ReadJson(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Answers nothing: the request stays open until the caller gives up.
    private static Task CallerGone(HttpContext http)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        http.RequestAborted.Register(() => gone.TrySetResult());
        http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => gone.TrySetResult());
        return gone.Task;
    }
}
