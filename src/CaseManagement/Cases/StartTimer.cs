using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Starts the citizen's clock of the case, or moves it to another timer of the pack.</summary>
[Activity("HaoChaPing.StartTimer", Category = "期限", DisplayName = "开始计时", Description = "按规则包的期限开始计时；类别改变时从原起算点重新计算。")]
public sealed class StartTimer : Activity
{
    [Input("期限", Description = "规则包中的期限编号，如 case.general；填 class 则取本件类别的期限。")]
    public Input<string> Timer { get; set; } = new();

    [Input("暂按类别", Description = "尚未分类时先按哪一类计时，如 general；只有一类的地方不必填。")]
    public Input<string> Presumed { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var @case = await context.Get<RunningCase>().OfAsync(context);
        await context.Get<CaseClock>().StartAsync(@case, Timer.Value ?? "", Presumed.Value, context.CancellationToken);
    }
}

/// <summary>Which timers the class of a case gives, and the start of them.</summary>
public sealed class CaseClock(OrdinanceCatalog ordinances, CaseAnchors anchors, DeadlineDesk deadlines)
{
    /// <summary>Stands for the timers of the case's class instead of the id of one.</summary>
    public const string OfClass = "class";

    /// <summary>The limit of a re-handling. It holds whatever class the case is put into (AK-15-5b).</summary>
    public const string Rehandling = "case.rehandle";

    /// <summary>Starts the citizen's clock or moves it to this timer. A timer whose event has not happened yet waits for it.</summary>
    public async Task StartAsync(Case @case, string timer, string? presumed, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        var id = timer != OfClass ? timer : @case.Rehandlings > 0 ? Rehandling : ClassOf(pack, @case, presumed).Timers[^1];
        if (await anchors.FindAsync(@case, pack.Timer(id).Anchor, cancellationToken) is { } anchor)
            await deadlines.StartCaseClockAsync(@case, id, anchor, cancellationToken);
    }

    /// <summary>Starts the clocks of one task: the class's timers before the last (the last is the limit of the whole case), or the timer named.</summary>
    public async Task StartOfTaskAsync(Case @case, TaskItem task, string timer, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        var ids = timer == OfClass ? ClassOf(pack, @case, null).Timers.SkipLast(1) : [timer];
        foreach (var id in ids.Where(pack.Timers.ContainsKey))
        {
            var anchor = pack.Timer(id).Anchor == "appealReceived" ? task.CreatedAt : await anchors.FindAsync(@case, pack.Timer(id).Anchor, cancellationToken);
            if (anchor is { } from) await deadlines.StartTaskClockAsync(@case, task, id, from, cancellationToken);
        }
    }

    // Before the verification has found the class, the one the definition names is presumed, or the only one there is.
    private static CaseClass ClassOf(Ordinance pack, Case @case, string? presumed) =>
        (pack.Case.Class(@case.Class ?? presumed ?? "general") ?? (@case.Class is null ? pack.Case.Classes?[0] : null)) is { Timers.Count: > 0 } found
            ? found
            : throw new InvalidOperationException($"Expected a class with a timer in pack {pack.Code} {pack.Version}, but '{@case.Class ?? presumed}' is none.");
}
