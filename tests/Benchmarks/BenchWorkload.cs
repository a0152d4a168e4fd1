using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
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
