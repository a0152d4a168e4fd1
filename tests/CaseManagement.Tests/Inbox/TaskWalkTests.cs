using HaoChaPing.CaseManagement.Inbox;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class TaskWalkTests
{
    [Fact]
    public async Task A_list_is_walked_to_its_end_and_back_in_the_order_of_its_pages()
    {
        await using var world = await World.StartAsync();
        for (var i = 1; i <= 7; i++) await world.BadRatingUpToAsync("verify", id: $"{i}");
        // Some wait without a due, some have the same one.
        await world.Read(async db =>
        {
            var tasks = await db.Tasks.Where(t => t.Status == "open").OrderBy(t => t.Id).ToListAsync();
            foreach (var task in tasks[..3]) (task.DueAt, task.LastDay) = (null, null);
            tasks[5].DueAt = tasks[5].DueAt!.Value.AddDays(-1);
            tasks[6].DueAt = tasks[6].DueAt!.Value.AddDays(1);
            return await db.SaveChangesAsync();
        });

        foreach (var sort in new[] { "due", "-due", "created", "-created" })
        {
            var list = new ListTasks("unit", PageSize: 2, Sort: sort) { Walks = true };
            var whole = (await world.Send(list with { PageSize = 50, Walks = false }, "ak-handler")).Value!.Items.Select(row => row.Id).ToList();

            var (forward, page) = (new List<Guid>(), (await world.Send(list, "ak-handler")).Value!);
            Assert.Null(page.Previous);
            for (; ; page = (await world.Send(list with { After = page.Next }, "ak-handler")).Value!)
            {
                forward.AddRange(page.Items.Select(row => row.Id));
                Assert.Equal((7, true), (page.Total, page.TotalIsExact));
                if (page.Next is null) break;
            }
            Assert.Equal(whole, forward);

            var back = (await world.Send(list with { Before = page.Previous }, "ak-handler")).Value!;
            Assert.Equal(whole[4..6], back.Items.Select(row => row.Id));
            Assert.Equal(whole[2..4], (await world.Send(list with { Before = back.Previous }, "ak-handler")).Value!.Items.Select(row => row.Id));
            // What stood before is less than a page: the first page, from which it goes on.
            Assert.Equal(whole[..2], (await world.Send(list with { Before = TaskCursor.Of(page.Items[0]), PageSize = 6 }, "ak-handler")).Value!.Items.Take(2).Select(row => row.Id));
            Assert.Equal(whole[..2], (await world.Send(list with { After = "made_up" }, "ak-handler")).Value!.Items.Select(row => row.Id));
        }
    }
}
