using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Starts the citizen's clock of the case, or moves it to another timer of the pack.</summary>
[Activity("HaoChaPing.StartTimer", Category = "期限", DisplayName = "开始计时", Description = "按规则包的期限开始计时；类别改变时从原起算点重新计算。")]
public sealed class StartTimer : Activity
{
    private const string OfClass = "class";

    [Input("期限", Description = "规则包中的期限编号，如 case.general；填 class 则取本件类别的期限。")]
    public Input<string> Timer { get; set; } = new();

    [Input("暂按类别", Description = "尚未分类时先按哪一类计时，如 general。")]
    public Input<string> Presumed { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var @case = await context.Get<RunningCase>().OfAsync(context);
        var pack = context.Get<OrdinanceCatalog>().Get(@case.PackCode, @case.PackVersion);
        var timer = Timer.Value == OfClass ? TimerOfClass(pack, @case) : Timer.Value ?? "";
        await context.Get<DeadlineDesk>().StartCaseClockAsync(@case, timer, await AnchorAsync(context, pack.Timer(timer), @case), context.CancellationToken);
    }

    // A class may have limits for single steps too; the last one is the limit of the whole case.
    private string TimerOfClass(Ordinance pack, Case @case)
    {
        var code = @case.Class ?? Presumed.Value;
        return (pack.Case.Class(code)?.Timers is { Count: > 0 } timers ? timers[^1] : null)
            ?? throw new InvalidOperationException($"Expected a class with a timer in pack {pack.Code} {pack.Version}, but '{code}' is none.");
    }

    private static async Task<DateTimeOffset> AnchorAsync(ActivityContext context, PackTimer timer, Case @case) => timer.Anchor switch
    {
        "unitReceived" => @case.UnitReceivedAt ?? throw new InvalidOperationException($"Expected case '{@case.Number}' to have reached its unit before the clock starts, but it has not."),
        "ratingSubmitted" => await context.Get<CaseDbContext>().Ratings.Where(r => r.Id == @case.RatingId).Select(r => r.RatedAt).SingleAsync(context.CancellationToken),
        var other => throw new InvalidOperationException($"Expected a timer that counts from receipt or rating, but it counts from '{other}'."),
    };
}
