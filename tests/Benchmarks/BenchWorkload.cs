using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Benchmarks;

internal sealed class BenchDbContext(DbContextOptions<BenchDbContext> options) : WorkflowDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<BenchTask>().HasIndex(task => task.InstanceId);
    }
}

/// <summary>A business row such as a task.</summary>
internal sealed class BenchTask
{
    public long Id { get; init; }
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
}

/// <summary>A step that writes a business row and waits.</summary>
[Activity("Bench.Task")]
internal sealed class BenchTaskActivity : Activity
{
    [Input("Name")] public Input<string> Name { get; set; } = new();

    protected override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Get<WorkflowDbContext>().Add(new BenchTask { InstanceId = context.InstanceId, Name = Name.Value! });
        context.WaitFor();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A deadline that passes: writes a business row that tells which one.</summary>
internal sealed class BenchTimer(WorkflowDbContext db) : IStreamCommandHandler
{
    public const string Name = "bench.timer";
    public string Kind => Name;

    public Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Add(new BenchTask { InstanceId = "timer", Name = JsonNode.Parse(command.Payload)!["number"]!.ToString() });
        return Task.CompletedTask;
    }
}

/// <summary>A business clock that stands where the bench puts it.</summary>
internal sealed class BenchClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
