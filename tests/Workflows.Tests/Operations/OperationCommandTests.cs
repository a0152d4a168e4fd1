using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Operations;

/// <summary>Operations as commands: who did what and why, what is refused, what becomes of incidents and of what was queued.</summary>
public sealed class OperationCommandTests
{
    [Fact]
    public async Task An_operation_stands_in_the_journal_with_actor_and_reason_and_settles_its_incident()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync(Forked.Of("fork", continues: false, Chain.Ask("a"), Chain.WriteAndThrow("b")));
        var id = await world.StartAsync("fork");
        Assert.Equal(1, (await IncidentsAsync(world, new IncidentFilter(InstanceId: id))).Total);

        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Skip("throw-b"), "unit merged, see file 12"));

        var entry = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id && j.Sequence == 2));
        Assert.Equal(("instance.skip", "supervisor", "unit merged, see file 12"), (entry.Cause, entry.Actor, entry.Reason));
        var instance = await world.InstanceAsync(id);
        Assert.Equal(("Running", "Suspended", null), (instance.Status, instance.SubStatus, instance.FinishedAt));
        Assert.Equal("ask-a", (await world.BookmarkAsync(id)).ActivityId);
        Assert.Equal(0, (await IncidentsAsync(world, new IncidentFilter(InstanceId: id))).Total);
        var settled = Assert.Single((await IncidentsAsync(world, new IncidentFilter(StreamId: id, OpenOnly: false))).Rows);
        Assert.Equal(("instance.skip", "supervisor", "unit merged, see file 12", "fork"), (settled.Resolution, settled.ResolvedBy, settled.ResolvedReason, settled.DefinitionId));
    }

    [Fact]
    public async Task A_retried_step_that_fails_again_raises_a_new_incident_and_leaves_no_rows()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Write("before"), Chain.WriteAndThrow("b"));
        var id = await world.StartAsync("loop");

        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Retry()));

        Assert.Equal(("Faulted", 2), ((await world.InstanceAsync(id)).SubStatus, (await world.InstanceAsync(id)).IncidentCount));
        Assert.Equal(["before"], await world.NotesAsync());
        Assert.Equal(1, (await IncidentsAsync(world, new IncidentFilter(InstanceId: id))).Total);
        Assert.Equal(2, (await IncidentsAsync(world, new IncidentFilter(InstanceId: id, OpenOnly: false, PageSize: 1))).Total);
    }

    [Fact]
    public async Task What_the_state_does_not_allow_is_refused_with_a_code_and_stages_nothing()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("a"));
        var id = await world.StartAsync("loop");

        Assert.Equal("reasonMissing", await world.OperateAsync(id, new InstanceOperation.Cancel(), reason: " "));
        Assert.Equal("instanceNotFound", await world.OperateAsync("nobody", new InstanceOperation.Cancel()));
        Assert.Equal("nothingToRetry", await world.OperateAsync(id, new InstanceOperation.Retry()));
        Assert.Equal("commandNotFailed", await world.OperateAsync(id, new InstanceOperation.RetryCommand(1)));
        await world.AnswerAsync(id, "yes");
        Assert.Equal("instanceEnded", await world.OperateAsync(id, new InstanceOperation.Cancel()));

        Assert.Equal(2, await world.ReadAsync(db => db.Journal.CountAsync(j => j.InstanceId == id)));
    }

    [Fact]
    public async Task An_operation_that_came_too_late_changes_nothing_and_the_journal_says_so()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("a"), Chain.Ask("b"));
        var id = await world.StartAsync("loop");
        var bookmark = await world.BookmarkAsync(id);
        // The answer is queued first, but not yet taken when the operation is asked for.
        await world.CommitAsync(queue => queue.Resume(id, id, bookmark.Id, "yes", null, new Cause("officer")));

        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Skip("ask-a", "no")));

        Assert.Equal("ask-b", (await world.BookmarkAsync(id)).ActivityId);
        var entry = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id && j.Cause == "instance.skip"));
        Assert.Equal(("[]", "未执行：步骤“ask-a”没有在等待，也没有出错，不能操作。"), (entry.Steps, entry.Text));
    }

    [Fact]
    public async Task While_a_command_is_failed_people_can_mend_what_it_met_and_retry_it()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("a"), Chain.WriteUnique("number 1"));
        await world.AnswerAsync(await world.StartAsync("loop"), "yes");
        var id = await world.StartAsync("loop");
        await world.AnswerAsync(id, "yes");
        var failed = await world.ReadAsync(db => db.Commands.SingleAsync());

        await world.ReadAsync(db => db.Uniques.ExecuteDeleteAsync());
        Assert.Null(await world.OperateAsync(id, new InstanceOperation.RetryCommand(failed.Id)));

        Assert.Equal("Finished", (await world.InstanceAsync(id)).SubStatus);
        Assert.Equal(["start", "instance.retryCommand", "resume"], await world.ReadAsync(db => db.Journal.Where(j => j.InstanceId == id).OrderBy(j => j.Sequence).Select(j => j.Cause).ToListAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync(i => i.ResolvedAt == null)));
    }

    [Fact]
    public async Task A_failed_command_of_no_instance_is_in_the_list_and_can_be_retried_too()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue => queue.At(world.Clock.Now, "AK-1", "fail", [], Cause.System));
        await world.DrainAsync();
        var incident = Assert.Single((await IncidentsAsync(world, new IncidentFilter(StreamId: "AK-1"))).Rows);
        Assert.Equal("commandNotFailed", await world.RetryAsync(incident.CommandId!.Value + 1));

        Assert.Null(await world.RetryAsync(incident.CommandId!.Value));

        var all = await IncidentsAsync(world, new IncidentFilter(StreamId: "AK-1", OpenOnly: false));
        Assert.Equal([null, "supervisor"], all.Rows.Select(row => row.ResolvedBy).Order()); // it failed again
    }

    [Fact]
    public async Task What_was_still_to_happen_to_an_instance_goes_when_it_ends_and_who_asked_finds_it_in_the_journal()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync(Forked.Of("fork", continues: false, Chain.Ask("a"), Chain.Ask("b")));
        var id = await world.StartAsync("fork");
        var bookmarks = await world.ReadAsync(db => db.Bookmarks.Where(b => b.InstanceId == id).OrderBy(b => b.Id).ToListAsync());
        await world.CommitAsync(queue =>
        {
            queue.Cancel(id, id, new Cause("supervisor", "opened twice"));
            queue.Resume(id, id, bookmarks[0].Id, "yes", null, new Cause("officer"));
        });

        await world.DrainAsync();

        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
        var dropped = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id && j.Actor == "officer"));
        Assert.Equal($"未执行：流程先结束了，等待点“{bookmarks[0].Id}”不再等待。", dropped.Text);
    }

    [Fact]
    public async Task A_host_can_veto_an_operation_and_writes_down_those_that_were_done()
    {
        await using var world = await EngineWorld.StartAsync(services => services.AddScoped<IInstanceRule, Supervision>());
        await world.PublishAsync("loop", Chain.Ask("a"), Chain.Ask("b"));
        var id = await world.StartAsync("loop", "AK-1");

        Assert.Equal("caseRunning", await world.OperateAsync(id, new InstanceOperation.Cancel()));
        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Skip("ask-a", "yes")));

        Assert.Equal(["a: asked", "ask-a cancelled", "b: asked", "supervisor: instance.skip"], await world.NotesAsync());
    }

    private static Task<IncidentPage> IncidentsAsync(EngineWorld world, IncidentFilter filter) =>
        world.InScopeAsync(services => services.GetRequiredService<IncidentList>().ReadAsync(filter, default));

    private sealed class Supervision(WorkflowDbContext db) : IInstanceRule
    {
        public Task<OperationRefusal?> RefuseAsync(WorkflowInstance instance, InstanceOperation operation, CancellationToken cancellationToken) =>
            Task.FromResult(operation is InstanceOperation.Cancel ? new OperationRefusal("caseRunning", "工单还没有办结，不能取消。") : null);

        public Task RecordAsync(WorkflowInstance instance, InstanceOperation operation, Cause by, CancellationToken cancellationToken)
        {
            db.Set<Note>().Add(new Note { Text = $"{by.Actor}: {operation.Kind}" });
            return Task.CompletedTask;
        }
    }
}
