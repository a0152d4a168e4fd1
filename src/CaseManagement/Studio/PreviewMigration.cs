using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>A dry run: what a migration would do to each instance. Changes nothing.</summary>
public sealed record PreviewMigration(MigrationOrder Order) : IRequest<Result<MigrationReport>>;

/// <summary>What a migration would do.</summary>
/// <param name="Fits">How many instances would be moved.</param>
/// <param name="Refused">How many would not.</param>
/// <param name="Versions">Which steps both versions have, which only one.</param>
/// <param name="Timers">Steps at which instances wait for an instant: each may keep it or count anew.</param>
/// <param name="Clocks">Running clocks of cases: each may keep its due or count anew.</param>
/// <param name="Groups">Instances that stand alike, the largest group first.</param>
/// <param name="Instances">Every instance.</param>
public sealed record MigrationReport(
    int Fits, int Refused, VersionComparison Versions, IReadOnlyList<NamedStep> Timers, IReadOnlyList<ClockCount> Clocks, IReadOnlyList<MigrationGroup> Groups, IReadOnlyList<MigrationRow> Instances);

/// <summary>Cases whose clock of this timer runs.</summary>
public sealed record ClockCount(string Timer, string Name, int Count);

/// <summary>Instances that stand at the same steps.</summary>
/// <param name="From">Where they stand.</param>
/// <param name="To">Where they would stand; empty when they would not be moved.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Reason">The refusal in words.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">The case, or the instance, of one of them.</param>
public sealed record MigrationGroup(IReadOnlyList<string> From, IReadOnlyList<string> To, string? Code, string? Reason, int Count, string Example);

/// <summary>One instance before and after.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Case">The number of its case; null without one.</param>
/// <param name="From">Ids of the steps at which it stands.</param>
/// <param name="To">Ids of the steps at which it would stand.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Reason">The refusal in words.</param>
public sealed record MigrationRow(string Id, string? Case, IReadOnlyList<string> From, IReadOnlyList<string> To, string? Code, string? Reason);

internal sealed class PreviewMigrationHandler(CaseDbContext db, MigrationScope scope, InstanceMigration migration, CurrentUser user) : IRequestHandler<PreviewMigration, Result<MigrationReport>>
{
    public async Task<Result<MigrationReport>> Handle(PreviewMigration request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        var order = request.Order;
        var versions = await scope.VersionsAsync(order, cancellationToken);
        if (!versions.Ok) return versions.Refusal;
        var found = await scope.InstancesAsync(order, versions.Value.From, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var previews = new List<(WorkflowInstance Instance, MigrationPreview Preview)>();
        foreach (var instance in found.Value) previews.Add((instance, await migration.PreviewAsync(instance, order.Operation, cancellationToken)));
        var compared = await migration.CompareAsync(versions.Value.From, versions.Value.To, order.Steps ?? [], cancellationToken);
        var cases = await db.Cases.AsNoTracking().Where(c => db.Instances.Any(i => i.StreamId == c.Number && i.DefinitionVersionId == versions.Value.From)).Select(c => c.Number).ToHashSetAsync(cancellationToken);
        return new MigrationReport(
            previews.Count(row => row.Preview.Refusal is null), previews.Count(row => row.Preview.Refusal is not null), compared,
            [.. previews.SelectMany(row => row.Preview.Steps).Where(step => step.DueAt is not null).Select(step => step.From).DistinctBy(step => step.NodeId)],
            await ClocksAsync(found.Value, cancellationToken), Groups(previews),
            [.. previews.Select(row => Row(row.Instance, row.Preview, cases))]);
    }

    private static MigrationRow Row(WorkflowInstance instance, MigrationPreview preview, HashSet<string> cases) => new(
        instance.Id, cases.Contains(instance.StreamId) ? instance.StreamId : null, [.. preview.Steps.Select(step => step.From.Id)],
        [.. preview.Steps.Where(step => step.To is not null).Select(step => step.To!.Id)], preview.Refusal?.Code, preview.Refusal?.Message);

    private static List<MigrationGroup> Groups(IEnumerable<(WorkflowInstance Instance, MigrationPreview Preview)> previews) =>
    [
        .. previews.Select(row => (row.Instance, row.Preview.Refusal, From: Names(row.Preview, step => step.From), To: Names(row.Preview, step => step.To), Anew: row.Preview.Steps.Any(step => step.Anew)))
            .GroupBy(row => (string.Join('\n', row.From), string.Join('\n', row.To), row.Anew, row.Refusal?.Message))
            .Select(same => (First: same.First(), Count: same.Count()))
            .Select(same => new MigrationGroup(same.First.From, same.First.To, same.First.Refusal?.Code, same.First.Refusal?.Message, same.Count, same.First.Instance.StreamId))
            .OrderBy(group => group.Code is null).ThenByDescending(group => group.Count),
    ];

    private static IReadOnlyList<string> Names(MigrationPreview preview, Func<StepPreview, NamedStep?> of) =>
        [.. preview.Steps.Select(step => of(step) is { } named ? named.Name + (step is { Anew: true, To: not null } && named == step.To ? "（重新开始）" : "") : null).OfType<string>().Distinct()];

    // The citizen's clock goes with the instance that runs the case, a task's with the one that opened it.
    private async Task<IReadOnlyList<ClockCount>> ClocksAsync(List<WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var timers = new List<string>();
        foreach (var some in instances.Select(i => i.Id).Chunk(500))
            timers.AddRange(await db.Deadlines.AsNoTracking().Where(d => d.Status == DeadlineStatus.Running || d.Status == DeadlineStatus.Suspended)
                .Where(d => d.TaskId == null ? db.Cases.Any(c => c.Number == d.CaseNumber && some.Contains(c.InstanceId)) : db.Tasks.Any(t => t.Id == d.TaskId && some.Contains(t.InstanceId)))
                .Select(d => d.Timer).ToListAsync(cancellationToken));
        return [.. timers.CountBy(timer => timer).OrderByDescending(timer => timer.Value).ThenBy(timer => timer.Key, StringComparer.Ordinal).Select(timer => new ClockCount(timer.Key, TimerNames.Of(timer.Key), timer.Value))];
    }
}
