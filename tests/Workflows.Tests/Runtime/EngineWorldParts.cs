using System.Data.Common;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>A business row, so that tests see whether it shares the burst's fate.</summary>
public sealed class Note
{
    public int Id { get; init; }
    public required string Text { get; init; }
}

/// <summary>A business row that no other may equal.</summary>
public sealed class Unique
{
    public int Id { get; init; }
    public required string Text { get; init; }
}

public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : WorkflowDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<Unique> Uniques => Set<Unique>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Unique>().HasIndex(u => u.Text).IsUnique();
    }
}

/// <summary>Definitions as short as tests need them.</summary>
internal static class Chain
{
    public static JsonObject Activity(string type, string id, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return activity;
    }

    public static JsonObject Write(string text) => Activity("Test.Write", "write-" + text, ("text", text));
    public static JsonObject WriteUnique(string text) => Activity("Test.WriteUnique", "unique-" + text, ("text", text));
    public static JsonObject WriteAndThrow(string text) => Activity("Test.WriteAndThrow", "throw-" + text, ("text", text));
    public static JsonObject Ask(string text) => Activity("Test.Ask", "ask-" + text, ("text", text));
    public static JsonObject Event(string name) => Activity("Elsa.Event", "event-" + name, ("eventName", name));

    public static string Of(string definitionId, JsonObject[] activities) => new JsonObject
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["activities"] = new JsonArray([.. activities.Select(activity => activity.DeepClone())]),
            ["connections"] = new JsonArray([.. activities.Zip(activities.Skip(1), Connections).SelectMany(connections => connections)]),
        },
    }.ToJsonString();

    private static IEnumerable<JsonNode> Connections(JsonObject from, JsonObject to)
    {
        string[] ports = from["type"]!.GetValue<string>() == "Test.Ask" ? ["yes", "no"] : ["Done"];
        return ports.Select(port => new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from["id"]!.GetValue<string>(), ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to["id"]!.GetValue<string>(), ["port"] = "In" },
        });
    }
}

/// <summary>A flowchart that runs these activities side by side.</summary>
internal static class Forked
{
    public static string Of(string definitionId, bool continues, params JsonObject[] branches) => new JsonObject
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["options"] = new JsonObject { ["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{(continues ? "ContinueWithIncidentsStrategy" : "FaultStrategy")}, Elsa.Workflows.Core" },
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["activities"] = new JsonArray([Chain.Activity("Elsa.Start", "start"), .. branches.Select(activity => activity.DeepClone())]),
            ["connections"] = new JsonArray([.. branches.Select(branch => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = "start", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = branch["id"]!.GetValue<string>(), ["port"] = "In" },
            })]),
        },
    }.ToJsonString();
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 3, 3, 1, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Kills the process at a commit: from then on nothing reaches the store.</summary>
public sealed class Death : DbTransactionInterceptor
{
    private int _commits;
    private int? _before;
    private int? _after;

    /// <summary>Commits that reached the disk.</summary>
    public int Commits => _commits;

    public void StartCounting() => _commits = 0;
    public void BeforeCommit(int number) => _before = number;
    public void AfterCommit(int number) => _after = number;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        _before == _commits + 1 || _after <= _commits ? throw new ProcessDiedException() : ValueTask.FromResult(result);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _commits) == _after ? throw new ProcessDiedException() : Task.CompletedTask;
}

public sealed class ProcessDiedException : Exception;

/// <summary>A business command: writes a note in the stream's transaction.</summary>
public sealed class NoteHandler(WorkflowDbContext db) : IStreamCommandHandler
{
    public string Kind => "note";

    public Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Set<Note>().Add(new Note { Text = JsonNode.Parse(command.Payload)!["text"]!.GetValue<string>() });
        return Task.CompletedTask;
    }
}

/// <summary>A business command with a bug: it writes, saves, and throws.</summary>
public sealed class FailingHandler(WorkflowDbContext db) : IStreamCommandHandler
{
    public string Kind => "fail";

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Set<Note>().Add(new Note { Text = "half done" });
        await db.SaveChangesAsync(cancellationToken);
        throw new InvalidOperationException("Expected a calendar for 2031, but there is none.");
    }
}
