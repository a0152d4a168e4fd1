using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Running instances go to another version: a dry run, what is to happen to each step and clock, confirmation, progress.</summary>
public sealed partial class MigrationPage(ScopedSender sender, MachineClock machine) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource left = new();
    private readonly Dictionary<string, StepMapping> choices = new(StringComparer.Ordinal);
    private readonly HashSet<string> clocks = [];
    private MigratableVersions? known;
    private MigrationReport? report;
    private MigrationProgress? progress;
    private Refusal? refusal;
    private Refusal? wrong;
    private int from;
    private int to;
    private string reason = "";
    private bool busy;

    [Parameter] public string DefinitionId { get; set; } = "";

    private MigratableVersion Target => known!.Versions.First(version => version.Version == to);
    private IReadOnlyList<NamedStep> Removed => [.. report!.Versions.Steps.Where(pair => pair.To is null).Select(pair => pair.From)];

    private IReadOnlyList<StandingStep> Standing
    {
        get
        {
            var counts = report!.Instances.SelectMany(row => row.From.Distinct()).CountBy(id => id).ToDictionary();
            return [.. report.Versions.Steps.Where(pair => counts.ContainsKey(pair.From.Id)).Select(pair => new StandingStep(
                pair.From.Id, pair.From.Name, counts[pair.From.Id], report.Timers.Any(timer => timer.Id == pair.From.Id), Target.Steps.Any(step => step.Id == pair.From.Id)))];
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var answer = await sender.SendAsync(new ListMigratableVersions(DefinitionId));
        (known, refusal) = (answer.Value, answer.Refusal);
        if (known is null || known.Versions.Count < 2) return;
        to = (known.Versions.FirstOrDefault(version => version.IsPublished) ?? known.Versions[0]).Version;
        from = (known.Versions.FirstOrDefault(version => version.Version != to && version.Running > 0) ?? known.Versions.First(version => version.Version != to)).Version;
        await PreviewAsync();
    }

    private async Task ChooseAsync(string? newFrom, string? newTo)
    {
        if (int.TryParse(newFrom, out var other)) from = other;
        if (int.TryParse(newTo, out other)) to = other;
        choices.Clear();
        clocks.Clear();
        await PreviewAsync();
    }

    private async Task MapAsync(string step, string? target, bool? anew)
    {
        var choice = ChoiceOf(step);
        if (target is not null) choice = choice with { To = target.Length == 0 ? null : target };
        if (anew is { } again) choice = choice with { Anew = again };
        choices[step] = choice;
        await PreviewAsync();
    }

    private StepMapping ChoiceOf(string step) => choices.GetValueOrDefault(step) ?? new StepMapping(step);

    private void Restart(string timer, bool anew) => _ = anew ? clocks.Add(timer) : clocks.Remove(timer);

    private async Task PreviewAsync()
    {
        var answer = await sender.SendAsync(new PreviewMigration(Order(null)));
        (report, wrong) = (answer.Value, answer.Refusal);
        if (report is not null) clocks.IntersectWith(report.Clocks.Select(clock => clock.Timer));
    }

    private async Task SubmitAsync()
    {
        busy = true;
        var answer = await sender.SendAsync(new SubmitMigration(Order([.. report!.Instances.Select(row => row.Id)]), reason));
        (busy, wrong) = (false, answer.Refusal);
        if (answer.Ok) await FollowAsync(answer.Value.Id);
    }

    private async Task FollowAsync(string plan)
    {
        await LookAsync(plan);
        using var timer = new PeriodicTimer(Look, machine);
        try
        {
            while (progress is { Waiting: > 0 } && await timer.WaitForNextTickAsync(left.Token)) await LookAsync(plan);
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more; the migration goes on.
        }
    }

    private async Task LookAsync(string plan)
    {
        var answer = await sender.SendAsync(new GetMigration(plan), left.Token);
        (progress, wrong) = (answer.Value, answer.Refusal);
        StateHasChanged();
    }

    private async Task AgainAsync()
    {
        (progress, reason) = (null, "");
        choices.Clear();
        clocks.Clear();
        await OnParametersSetAsync();
    }

    private MigrationOrder Order(IReadOnlyList<string>? instances) => new(DefinitionId, from, to, [.. choices.Values.Where(choice => choice.To is not null || choice.Anew)], [.. clocks], instances);

    private static string Words(MigratableVersion version) => $"第 {version.Version} 版{(version.IsPublished ? "（已发布）" : "")}：{version.Running} 个在办";

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <summary>A step at which instances stand.</summary>
    private sealed record StandingStep(string Id, string Name, int Count, bool Waits, bool Kept);
}
