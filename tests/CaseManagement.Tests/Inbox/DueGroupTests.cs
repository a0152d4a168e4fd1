using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class DueGroupTests
{
    [Fact]
    public async Task A_task_moves_through_the_groups_of_the_inbox_as_its_end_comes_near()
    {
        // Received on 24 September 2025, ten working days: the last is 14 October, behind 国庆.
        await using var world = await World.StartAsync(today: "2025-09-24");
        await world.BadRatingUpToAsync("verify");

        Assert.Equal("later", await GroupAsync(world));

        await world.Clock.MoveTo("2025-10-10T09:00");
        Assert.Equal("soon", await GroupAsync(world));

        await world.Clock.MoveTo("2025-10-14T09:00");
        Assert.Equal("today", await GroupAsync(world));

        await world.Clock.MoveTo("2025-10-15T09:00");
        Assert.Equal("overdue", await GroupAsync(world));
    }

    [Fact]
    public async Task A_task_whose_clock_has_not_begun_stands_with_the_later_ones()
    {
        await using var world = await World.StartAsync(today: "2025-09-24");
        await world.BadRatingAsync();

        Assert.Equal("later", await GroupAsync(world, "ak-bureau"));
    }

    [Fact]
    public async Task An_unknown_group_is_refused()
    {
        await using var world = await World.StartAsync(today: "2025-09-24");

        var answer = await world.Send(new ListTasks(DueGroup: "tomorrow"), by: "ak-handler");

        Assert.Equal("unknownDueGroup", answer.Refusal?.Code);
    }

    [Theory]
    [InlineData("2025-10-10", true, "workday")]
    [InlineData("2025-10-11", true, "makeUp")]
    [InlineData("2025-10-12", false, "weekend")]
    [InlineData("2025-10-01", false, "holiday")]
    public async Task The_day_says_whether_it_is_a_working_day(string today, bool workday, string kind)
    {
        await using var world = await World.StartAsync(today);

        var day = (await world.Send(new GetToday(), by: "ak-handler")).Value!;

        Assert.Equal((workday, kind), (day.Workday, day.Kind));
    }

    // The one group whose list holds the task; the tile of the same name must say the same.
    private static async Task<string> GroupAsync(World world, string user = "ak-handler")
    {
        // The tiles are of one's own work: what is free is claimed first.
        foreach (var free in (await world.Send(new ListTasks("unclaimed"), by: user)).Value!.Items) Assert.True((await world.Send(new ClaimTask(free.Id), by: user)).Ok);
        List<string> groups = [];
        foreach (var group in DueGroups.All)
            if ((await world.Send(new ListTasks(DueGroup: group), by: user)).Value!.Total == 1) groups.Add(group);
        var counts = (await world.Send(new CountTasks(), by: user)).Value!;
        Assert.Equal(
            (groups.Contains("overdue"), groups.Contains("today"), groups.Contains("soon"), groups.Contains("later")),
            (counts.MineOverdue == 1, counts.MineToday == 1, counts.MineSoon == 1, counts.MineLater == 1));
        return Assert.Single(groups);
    }
}
