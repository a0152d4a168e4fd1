using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>Windows and reminders are columns swept in batches: each acts once, whatever happens to the server.</summary>
[Trait("Pace", "Slow")]
public sealed class SweepTests
{
    private const int Many = 1_000;

    [Fact, Trait("Clause", "TJ-16a"), Trait("Clause", "TJ-16b"), Trait("Clause", "SP-7.3")]
    public async Task A_server_stopped_before_a_due_does_the_work_once_when_it_is_back()
    {
        await using var world = await World.StartAsync(today: "2024-02-08");
        foreach (var place in new[] { "TJ", "SP" }) await ServiceAsync(world, place, "svc-1");

        await world.Clock.MoveTo("2024-02-09T08:30");
        await world.RestartAsync();
        await world.WaitIdle();
        await world.RestartAsync();
        await world.Clock.MoveTo("2024-02-23T09:00");
        await world.RestartAsync();
        await world.WaitIdle();

        Assert.Equal(2, await world.Read(db => db.Set<OutgoingMessage>().CountAsync()));
        Assert.Equal(["SP default adopted basicallySatisfied", "TJ default unrated unrated"],
            (await world.Read(db => db.Ratings.Select(r => $"{r.Region} {r.Source} {r.Status} {r.Level}").ToListAsync())).Order());
    }

    [Fact, Trait("Clause", "TJ-16b")]
    public async Task A_crash_between_the_row_and_its_mark_leaves_neither()
    {
        await using var world = await World.StartAsync(today: "2024-02-08");
        await ServiceAsync(world, "TJ", "svc-1");
        // The database refuses the mark, as if the process had died before it.
        await ExecuteAsync(world, "CREATE TRIGGER Crash BEFORE UPDATE OF ExpiresAt ON Services BEGIN SELECT RAISE(ABORT, 'crash'); END");

        await Assert.ThrowsAnyAsync<Exception>(() => world.Clock.MoveTo("2024-02-22T09:00"));
        Assert.Equal(0, await world.Read(db => db.Ratings.CountAsync()));
        await ExecuteAsync(world, "DROP TRIGGER Crash");
        await world.RestartAsync();
        await world.Clock.MoveTo("2024-02-22T10:00");

        Assert.Equal(1, await world.Read(db => db.Ratings.CountAsync()));
    }

    [Fact, Trait("Clause", "YS-8d")]
    public async Task A_thousand_windows_that_end_together_are_swept_in_batches_each_once()
    {
        await using var world = await World.StartAsync(today: "2024-09-30");
        var lines = string.Join('\n', Enumerable.Range(1, Many).Select(i => Service(world, "YS", $"svc-{i}").ToJsonString()));
        using var content = new StringContent(lines);
        (await world.Channel().PostAsync("/api/v1/services/bulk", content)).EnsureSuccessStatusCode();

        await world.Clock.MoveTo("2024-10-13T00:00:01");

        Assert.Equal(Many, await world.Read(db => db.Ratings.Where(r => r.Source == "default").Select(r => r.ServiceId).Distinct().CountAsync()));
        Assert.Equal((Many, Many), (await world.Read(db => db.Ratings.CountAsync()), await world.Read(db => db.Set<OutgoingMessage>().CountAsync())));
        Assert.Equal(0, await world.Read(db => db.Instances.CountAsync()));
    }

    private static async Task ServiceAsync(World world, string place, string id) =>
        (await world.Channel().PostAsJsonAsync("/api/v1/services", Service(world, place, id))).EnsureSuccessStatusCode();

    private static JsonObject Service(World world, string place, string id) => new()
    {
        ["region"] = place, ["externalId"] = id, ["item"] = new JsonObject { ["code"] = "sx-01", ["name"] = "食品经营许可" }, ["mode"] = "window", ["unit"] = $"{place.ToLowerInvariant()}-unit-1",
        ["startedAt"] = world.Clock.Now.AddHours(-1), ["completedAt"] = world.Clock.Now.AddMinutes(-30), ["applicant"] = new JsonObject { ["kind"] = "naturalPerson", ["phone"] = "13800000001" },
    };

    private static async Task ExecuteAsync(World world, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "haochaping.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
