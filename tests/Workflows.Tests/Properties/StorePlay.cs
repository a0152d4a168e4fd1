using System.Data.Common;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>Plays on the real engine what was played in memory, and compares the rows with it.</summary>
internal sealed class StorePlay(EngineWorld world) : IAsyncDisposable
{
    private static readonly Cause By = new("tester", "because");

    public static async Task<StorePlay> OpenAsync() => new(await EngineWorld.StartAsync(services => services
        .ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(new NoFlush()))));

    /// <summary>What differs between the play in memory and the same on the store.</summary>
    public async Task<IReadOnlyList<string>> BrokenAsync(FlowPlay play, int seed)
    {
        var definitionId = (await world.PublishAsync(new RandomFlow(seed).Json.ToJsonString())).DefinitionId;
        List<string> broken = [];
        var dies = seed % 25 == 0; // a new process takes its time
        broken.AddRange(await CompareAsync(await OneByOneAsync(definitionId, play, dies), play, "one by one"));
        // What was asked of an instance before it ended goes with it.
        if (!play.HadAnAfterlife) broken.AddRange(await CompareAsync(await AtOnceAsync(definitionId, play), play, "at once"));
        return broken;
    }

    private async Task<string> OneByOneAsync(string definitionId, FlowPlay play, bool dies)
    {
        var id = await world.StartAsync(definitionId);
        foreach (var stimulus in play.Stimuli.Skip(1))
        {
            if (dies) await world.RestartAsync();
            await world.CommitAsync(queue => Stage(queue, id, stimulus));
            if (dies) await world.RestartAsync();
            await world.DrainAsync();
        }

        return id;
    }

    private async Task<string> AtOnceAsync(string definitionId, FlowPlay play)
    {
        var id = await world.CommitAsync(queue =>
        {
            var instance = queue.Start(definitionId, null, [], By);
            foreach (var stimulus in play.Stimuli.Skip(1)) Stage(queue, instance, stimulus);
            return instance;
        });
        await world.DrainAsync();
        return id;
    }

    private static void Stage(WorkflowQueue queue, string id, Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Stimulus.Resume resume:
                queue.Resume(id, id, resume.BookmarkId.Replace("i1", id, StringComparison.Ordinal), resume.Outcome, resume.Result, By);
                break;
            case Stimulus.Signal signal:
                queue.Signal(id, signal.EventName, null, By);
                break;
            case Stimulus.Operate operate:
                queue.Operate(id, id, operate.Operation, By);
                break;
        }
    }

    private async Task<IEnumerable<string>> CompareAsync(string id, FlowPlay play, string how)
    {
        List<string> broken = [];
        var (instance, journal, bookmarks, incidents, commands) = await world.ReadAsync(async db => (
            await db.Instances.AsNoTracking().SingleAsync(i => i.Id == id), await db.Journal.AsNoTracking().Where(j => j.InstanceId == id).OrderBy(j => j.Sequence).ToListAsync(),
            await db.Bookmarks.AsNoTracking().Where(b => b.InstanceId == id).Select(b => b.Id).ToListAsync(), await db.Incidents.CountAsync(i => i.InstanceId == id), await db.Commands.CountAsync(c => c.InstanceId == id)));
        var state = WorkflowState.FromJson(instance.State);
        Expect(instance.SubStatus == play.State.SubStatus.ToString(), $"ended {instance.SubStatus}, in memory {play.State.SubStatus}");
        Expect(bookmarks.ToHashSet().SetEquals(state.Bookmarks.Select(b => b.Id)), "the bookmark rows are not those of the state");
        Expect(bookmarks.Count == play.State.Bookmarks.Count, $"{bookmarks.Count} bookmarks, in memory {play.State.Bookmarks.Count}");
        Expect(incidents == play.State.Incidents.Count && incidents == instance.IncidentCount, $"{incidents} incidents, in memory {play.State.Incidents.Count}");
        Expect(commands == 0, $"{commands} commands are left");
        return broken.Concat(Soak.FirstDifference([.. journal.SelectMany(Journal.Unpack).Select(FlowPlay.Line)], play.Journal, how, "in memory"));

        void Expect(bool holds, string otherwise)
        {
            if (!holds) broken.Add($"{how}: {otherwise}");
        }
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>These databases are thrown away: nobody waits for the disk.</summary>
    private sealed class NoFlush : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=OFF;";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
