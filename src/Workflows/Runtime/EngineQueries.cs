using System.Runtime.CompilerServices;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>What every burst asks the database, translated once: to find the translation again costs EF a good part of a burst.</summary>
internal sealed class EngineQueries
{
    // A compiled query belongs to one model; a process may have several, as a bench of two databases.
    private static readonly ConditionalWeakTable<IModel, EngineQueries> ByModel = [];

    public static EngineQueries Of(WorkflowDbContext db) => ByModel.GetValue(db.Model, _ => new EngineQueries());

    /// <summary>The first due commands of both kinds, at most so many of each. In no order.</summary>
    /// <remarks>Which kind comes as a parameter, once false and once true: only a comparison leads SQLite to its index, and EF makes a condition of anything else.</remarks>
    public Func<WorkflowDbContext, DateTimeOffset, int, bool, bool, IAsyncEnumerable<WorkflowCommand>> DueOfAll { get; } =
        EF.CompileAsyncQuery((WorkflowDbContext db, DateTimeOffset now, int most, bool no, bool yes) => db.Commands
            .Where(c => c.FailedAt == null && c.IsPlanned == no && c.DueAt <= now)
            .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null))
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most)
            .Concat(db.Commands
                .Where(c => c.FailedAt == null && c.IsPlanned == yes && c.DueAt <= now)
                .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null))
                .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most))
            .AsNoTracking());

    /// <summary>The first due commands of a stream, in order.</summary>
    public Func<WorkflowDbContext, string, DateTimeOffset, int, IAsyncEnumerable<WorkflowCommand>> DueOfStream { get; } =
        EF.CompileAsyncQuery((WorkflowDbContext db, string streamId, DateTimeOffset now, int most) => db.Commands
            .Where(c => c.StreamId == streamId && c.FailedAt == null && c.DueAt <= now)
            .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null))
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most)
            .AsNoTracking());

    /// <summary>What is still to be done to an instance, beside one command and operations; tracked.</summary>
    public Func<WorkflowDbContext, string, string?, long, IAsyncEnumerable<WorkflowCommand>> LateOfInstance { get; } =
        EF.CompileAsyncQuery((WorkflowDbContext db, string streamId, string? instanceId, long but) => db.Commands
            .Where(c => c.StreamId == streamId && c.InstanceId == instanceId && c.Id != but && !c.Kind.StartsWith(CommandKinds.Operations)));

    /// <summary>An instance, tracked.</summary>
    public Func<WorkflowDbContext, string, Task<WorkflowInstance?>> Instance { get; } =
        EF.CompileAsyncQuery((WorkflowDbContext db, string id) => db.Instances.SingleOrDefault(i => i.Id == id));

    /// <summary>The id of the published version of a family.</summary>
    public Func<WorkflowDbContext, string, Task<string?>> PublishedVersionId { get; } =
        EF.CompileAsyncQuery((WorkflowDbContext db, string definitionId) => db.DefinitionVersions.Where(v => v.DefinitionId == definitionId && v.IsPublished).Select(v => v.Id).SingleOrDefault());
}
