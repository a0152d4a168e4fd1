using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Tests.Organisation;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public sealed class DeadlineDeskTests : IAsyncLifetime
{
    private const string Number = "AK20250303000001";
    private static readonly DateTimeOffset Received = Law.Instant("2025-03-03 09:00");
    private World _world = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync("2025-03-03");
        await Case(_world, Number);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Clause", "X-CLK-9"), Trait("Clause", "X-CNT-9"), Trait("Clause", "AK-15-1b")]
    public async Task A_due_is_warned_of_and_passes_once_one_instant_after_it()
    {
        await Start("case.general");
        var due = Law.Instant("2025-03-17 24:00");

        await _world.Clock.MoveTo("2025-03-14T23:59:59");
        Assert.Equal(["deadlineStarted"], await Events());
        await _world.Clock.MoveTo("2025-03-17T08:00:00");
        Assert.Equal(["deadlineStarted", "deadlineWarned"], await Events());
        await _world.Clock.MoveTo(due);
        Assert.Null((await Row()).OverdueAt);
        await _world.Clock.MoveTo(due.AddMilliseconds(1));
        await _world.Clock.MoveTo("2025-04-30T08:00:00");

        Assert.Equal(["deadlineStarted", "deadlineWarned", "deadlinePassed"], await Events());
        var (row, @case, task) = (await Row(), await _world.Read(db => db.Cases.SingleAsync(c => c.Number == Number)), await _world.Read(db => db.Tasks.SingleAsync()));
        Assert.Equal((due, due, due), (row.OverdueAt, @case.OverdueAt, task.OverdueAt));
        Assert.Equal(("open", "open", Law.Day("2025-03-17")), (@case.Status, task.Status, task.LastDay)); // late, but it can still be done
        Assert.Equal(Law.Instant("2025-03-14 24:00"), row.WarnedAt);
    }

    [Fact]
    [Trait("Clause", "YS-13c"), Trait("Clause", "S-50")]
    public async Task A_later_day_named_after_the_due_does_not_undo_that_it_had_passed()
    {
        await Start("case.general");
        var due = Law.Instant("2025-03-17 24:00");
        await _world.Clock.MoveTo("2025-03-19T08:00:00");

        await InCase(_world, Number, (desk, @case, _) => desk.EndOnAsync(@case, Law.Day("2025-03-28"), "laterDayNamed", CancellationToken.None));
        await _world.Clock.MoveTo("2025-03-20T08:00:00");
        await InCase(_world, Number, (desk, @case, _) => desk.MeetCaseClockAsync(@case, CancellationToken.None));

        var (row, @case) = (await Row(), await _world.Read(db => db.Cases.SingleAsync(c => c.Number == Number)));
        Assert.Equal((due, due, Law.Day("2025-03-28")), (row.OverdueAt, @case.OverdueAt, row.LastDay));
        Assert.DoesNotContain("overdueWithdrawn", await Events());
        Assert.False((await Data("deadlineMet"))["onTime"]!.GetValue<bool>());
        var overdue = await (await _world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>("/api/v1/cases?overdue=true");
        Assert.Equal([Number], overdue!["items"]!.AsArray().Select(c => (string)c!["number"]!));
    }

    [Fact]
    [Trait("Clause", "X-CLK-6"), Trait("Clause", "AK-15-1a")]
    public async Task Another_class_is_counted_from_the_first_receipt()
    {
        await Start("case.general");
        await _world.Clock.MoveTo("2025-03-05T09:00:00");

        await Start("case.simple");

        Assert.Equal((Law.Instant("2025-03-10 24:00"), Law.Day("2025-03-10"), Received), ((await Row()).DueAt, (await Row()).LastDay, (await Row()).AnchorAt));
        var data = await Data("deadlineRecomputed");
        Assert.Equal(("classChanged", "2025-03-18T00:00:00+08:00", "2025-03-11T00:00:00+08:00"),
            (data["reason"]!.GetValue<string>(), data["old"]!["due"]!.GetValue<string>(), data["new"]!["due"]!.GetValue<string>()));
        Assert.Equal(Law.Instant("2025-03-10 24:00"), (await _world.Read(db => db.Tasks.SingleAsync())).DueAt);
        Assert.Equal(["deadline.due", "deadline.warn"], await _world.Read(db => db.Commands.Where(c => c.StreamId == Number).Select(c => c.Kind).OrderBy(k => k).ToListAsync()));
    }

    [Fact]
    [Trait("Clause", "X-CLK-6"), Trait("Clause", "X-CLK-9")]
    public async Task A_due_that_is_past_already_marks_at_once_and_a_later_one_takes_it_back()
    {
        await Start("case.general");
        await _world.Clock.MoveTo("2025-03-12T09:00:00");

        await Start("case.simple"); // 10 March 24:00, gone by
        Assert.Equal(Law.Instant("2025-03-10 24:00"), (await Row()).OverdueAt);
        await Start("case.general");

        Assert.Null((await Row()).OverdueAt);
        Assert.Null((await _world.Read(db => db.Cases.SingleAsync(c => c.Number == Number))).OverdueAt);
        Assert.Null((await _world.Read(db => db.Tasks.SingleAsync())).OverdueAt);
        await _world.Clock.MoveTo("2025-03-20T09:00:00");
        Assert.Equal(["deadlineStarted", "deadlineRecomputed", "deadlinePassed", "deadlineRecomputed", "overdueWithdrawn", "deadlineWarned", "deadlinePassed"], await Events());
    }

    [Fact]
    [Trait("Clause", "X-CLK-2")]
    public async Task The_same_start_again_changes_nothing()
    {
        await Start("case.general");
        await _world.Clock.MoveTo("2025-03-06T09:00:00");

        await Start("case.general");

        Assert.Equal(["deadlineStarted"], await Events());
        Assert.Equal(1, (await Row()).Revision);
    }

    [Theory]
    [Trait("Clause", "X-CNT-9")]
    [InlineData("2025-03-11T09:00:00", true)]
    [InlineData("2025-03-18T00:00:00", true)]
    [InlineData("2025-03-18T00:00:00.001", false)]
    public async Task A_case_closed_by_its_due_was_in_time(string closed, bool inTime)
    {
        await Start("case.general");
        await _world.Clock.MoveTo(closed);

        await Do((desk, @case) => desk.MeetCaseClockAsync(@case, CancellationToken.None));
        await _world.Clock.MoveTo("2025-05-01T09:00:00");

        Assert.Equal(inTime, (await Data("deadlineMet"))["onTime"]!.GetValue<bool>());
        Assert.Equal(inTime ? 0 : 1, (await Events()).Count(e => e == "deadlinePassed"));
        Assert.Equal("met", (await Row()).Status);
        Assert.Empty(await _world.Read(db => db.Commands.Where(c => c.StreamId == Number).ToListAsync()));
    }

    [Fact]
    public async Task A_timer_command_of_an_earlier_computation_does_nothing()
    {
        await Start("case.general");
        var row = await Row();
        await Do((_, _, services) => Task.FromResult(services.GetRequiredService<WorkflowQueue>().At(
            _world.Clock.Now, Number, "deadline.due", new JsonObject { ["deadline"] = row.Id, ["revision"] = row.Revision - 1 }, Cause.System)));

        await _world.WaitIdle();

        Assert.Equal(["deadlineStarted"], await Events());
    }

    [Theory]
    [InlineData("2025-03-03 18:00", "running", 10, 0, 10)]
    [InlineData("2025-03-04 09:00", "running", 9, 1, 10)]
    [InlineData("2025-03-08 09:00", "running", 6, 4, 10)] // Saturday
    [InlineData("2025-03-14 23:00", "running", 1, 9, 10)]
    [InlineData("2025-03-17 09:00", "today", 0, 10, 10)]
    [InlineData("2025-03-17 24:00", "today", 0, 10, 10)] // the due itself is in time
    [InlineData("2025-03-18 09:00", "overdue", 1, 10, 10)]
    [InlineData("2025-03-20 09:00", "overdue", 3, 10, 10)]
    public async Task A_list_says_how_many_working_days_are_left(string now, string state, int days, int used, int total)
    {
        await Start("case.general");

        var count = Count(await Row(), now);

        Assert.Equal(new DueCount(state, days, used, total, false, false), count);
    }

    [Fact]
    public async Task Days_of_standstill_are_neither_used_nor_part_of_the_limit()
    {
        await Start("case.general");
        var row = await Row();
        row.Suspensions = """[{"reason":"appeal","from":"2025-03-05T09:00:00+08:00","to":"2025-03-10T16:00:00+08:00"}]""";
        (row.DueAt, row.LastDay) = (Law.Instant("2025-03-20 24:00"), Law.Day("2025-03-20"));

        Assert.Equal(new DueCount("running", 9, 2, 10, false, false), Count(row, "2025-03-07 09:00") with { WorkingDays = 9 });
        Assert.Equal(new DueCount("running", 7, 3, 10, false, false), Count(row, "2025-03-11 09:00"));
    }

    [Fact]
    public async Task Overdue_across_rest_days_only_counts_no_working_day()
    {
        await Start("case.simple", Law.Instant("2025-02-28 09:00")); // last day Friday 7 March

        Assert.Equal(new DueCount("overdue", 0, 5, 5, false, false), Count(await Row(), "2025-03-08 09:00"));
    }

    [Fact]
    public async Task A_make_up_last_day_is_said_to_be_one()
    {
        await Start("appeal.apply", Law.Instant("2025-01-23 09:00"));

        Assert.True(Count(await Row(), "2025-01-24 09:00").LastDayIsMakeUp);
    }

    private DueCount Count(DeadlineRow row, string now) => _world.Services.GetRequiredService<DueCounter>().Count(row, Law.Instant(now))!;

    private Task<DeadlineRow> Row() => _world.Read(db => db.Deadlines.AsNoTracking().SingleAsync());

    private Task<List<string>> Events() => _world.Read(db => db.CaseEvents.Where(e => e.CaseNumber == Number).OrderBy(e => e.Seq).Select(e => e.Type).ToListAsync());

    private async Task<JsonNode> Data(string type) => JsonNode.Parse(await _world.Read(db => db.CaseEvents.Where(e => e.Type == type).Select(e => e.Data).SingleAsync()))!;

    private Task Start(string timer, DateTimeOffset? anchor = null) => Do((desk, @case) => desk.StartCaseClockAsync(@case, timer, anchor ?? Received, CancellationToken.None));

    private Task Do(Func<DeadlineDesk, Case, Task> act) => Do((desk, @case, _) => act(desk, @case));

    private Task Do(Func<DeadlineDesk, Case, IServiceProvider, Task> act) => InCase(_world, Number, act);

    /// <summary>Does something in the case's own stream and transaction, as an activity would.</summary>
    internal static async Task InCase(World world, string number, Func<DeadlineDesk, Case, IServiceProvider, Task> act)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, number, CancellationToken.None);
        await act(scope.ServiceProvider.GetRequiredService<DeadlineDesk>(), await db.Cases.SingleAsync(c => c.Number == number), scope.ServiceProvider);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>A case of unit 1 with an open task.</summary>
    internal static async Task Case(World world, string number)
    {
        await world.CaseOf("ak-unit-1", number);
        await world.Write(async db => db.Tasks.Add(new TaskItem
        {
            Id = Guid.CreateVersion7(), CaseNumber = number, InstanceId = "i", ActivityNodeId = "n", BookmarkId = "b", Kind = "verify", Title = "核实", Form = "verify", FormVersion = 1,
            Role = "institutionHandler", UnitCode = "ak-unit-1", UnitPath = (await db.Units.SingleAsync(u => u.Code == "ak-unit-1")).Path, Status = "open", CreatedAt = world.Clock.Now,
        }));
    }
}
