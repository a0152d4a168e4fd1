using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>The demo clock over HTTP; mapped in demo mode only, so that elsewhere the address is unknown.</summary>
internal static class DemoClockApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/demo/clock", (DemoClock clock) => Answer(clock))
            .Produces<ClockFace>().WithSummary("演示时钟的业务时间").WithTags("演示");
        app.MapPost("/api/v1/demo/clock", async (ClockMove move, DemoClock clock, CancellationToken cancellationToken) =>
                (await clock.MoveToAsync(move.Now, cancellationToken)).ToHttp(_ => Answer(clock)))
            .Produces<ClockFace>().ProducesProblem(422).WithSummary("把演示时钟向前拨；应答时此前到期的都已处理").WithTags("演示");
    }

    private static IResult Answer(DemoClock clock)
    {
        var (now, mode) = clock.Read();
        return Results.Ok(new ClockFace(now, mode));
    }

    /// <param name="Now">The instant to move to.</param>
    internal sealed record ClockMove(DateTimeOffset Now);

    /// <param name="Now">The instant of the business.</param>
    /// <param name="Mode"><c>real</c> while it is the machine's, <c>demo</c> once it was moved.</param>
    internal sealed record ClockFace(DateTimeOffset Now, string Mode);
}
