using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

/// <summary>Operations on the workflow of a case: what the case forbids, and what its history tells.</summary>
public sealed class CaseOperationTests
{
    [Fact, Trait("Clause", "AK-15-2")]
    public async Task The_main_workflow_of_a_case_cannot_be_cancelled()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");

        Assert.Equal("caseWorkflowNotCancellable", await OperateAsync(world, number, new InstanceOperation.Cancel()));

        Assert.Equal("open", (string?)(await world.CaseAsync(number))["status"]);
        Assert.DoesNotContain(await world.EventsAsync(number), e => (string)e["type"]! == "workflowOperated");
    }

    [Fact]
    public async Task Moving_a_case_back_withdraws_its_task_and_stands_in_its_history_with_name_and_reason()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");

        Assert.Null(await OperateAsync(world, number, new InstanceOperation.Move("verify", ["rectify"])));

        Assert.Equal(["verify"], await world.Read(db => db.Tasks.Where(t => t.CaseNumber == number && t.Status == "open").Select(t => t.Kind).ToListAsync()));
        // One waits for the person, the other for the event that an upheld appeal sends.
        Assert.Equal(["upheld", "verify"], (await world.Read(db => db.Bookmarks.Where(b => b.StreamId == number).Select(b => b.ActivityId).ToListAsync())).Order());
        var entry = Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "workflowOperated");
        Assert.Equal(("instance.move", "verify", "核实结论有误，经局领导同意"), ((string?)entry["data"]!["operation"], (string?)entry["data"]!["activity"], (string?)entry["data"]!["reason"]));
        Assert.Equal("admin", (string?)entry["actor"]);
    }

    private static async Task<string?> OperateAsync(World world, string number, InstanceOperation operation)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var instance = await db.Cases.Where(c => c.Number == number).Select(c => c.InstanceId).SingleAsync();
        OperationRefusal? refusal;
        await using (var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, number, CancellationToken.None))
        {
            refusal = await scope.ServiceProvider.GetRequiredService<InstanceOperations>()
                .RequestAsync(instance, operation, new Cause("admin", "核实结论有误，经局领导同意"), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await world.WaitIdle();
        return refusal?.Code;
    }
}
