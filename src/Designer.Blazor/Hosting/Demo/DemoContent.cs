using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting.Demo;

/// <summary>
/// Fills the database of a demonstration, once, by living through the weeks before it: ratings come in, people handle cases, deadlines pass, all by the
/// real use cases. Requests wait until it is done; a start that was interrupted goes on where the clock stood.
/// </summary>
internal sealed class DemoContent(
    IServiceScopeFactory scopes, OrdinanceCatalog catalog, DemoClock demoClock, TimeProvider clock, MachineClock machine, Dispatcher dispatcher,
    UploadSender uploads, StoreDialect store, DemoPeople people, DemoHandling handling, StartGate gate, ILogger<DemoContent> log) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _filling = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _filling = Task.Run(FillAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _filling;
    }

    private async Task FillAsync()
    {
        try
        {
            if (await DemoContentMark.UntilAsync(scopes, _stopping.Token) is not { } until) return;
            await LiveThroughAsync(until.Instant, _stopping.Token);
            await ArriveAsync(until, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped half-way: the next start goes on.
        }
        catch (Exception e)
        {
            log.LogError(e, "The demonstration could not be filled; the next start tries again.");
        }
        finally
        {
            gate.Open();
        }
    }

    private async Task LiveThroughAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(until, cancellationToken);
        var began = machine.GetTimestamp();
        var instants = places.SelectMany(p => p.Plan.Instants).Distinct().Order().ToList();
        // The last instant before an interruption is lived through again; what was done then is found done.
        foreach (var instant in instants.Skip(instants.FindLastIndex(i => i <= clock.GetUtcNow())))
        {
            await demoClock.MoveToAsync(instant, cancellationToken); // refused, and not needed, for the instant of an interruption
            foreach (var (region, plan) in places.Where(p => p.Plan.Instants.Contains(instant))) await LiveThroughAsync(plan, region, instant, cancellationToken);
            await dispatcher.DrainAsync(cancellationToken);
            await uploads.SendDueAsync(cancellationToken);
            await dispatcher.DrainAsync(cancellationToken);
        }
        log.LogInformation("The demonstration was filled in {Seconds:0.0} s.", machine.GetElapsedTime(began).TotalSeconds);
    }

    private async Task LiveThroughAsync(DemoPlan plan, string region, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        foreach (var visit in plan.VisitsBefore(instant))
        {
            Note(visit.Service.ExternalId, (await people.AsChannelAsync(new ReceiveService(visit.Service), cancellationToken)).Refusal);
            if (visit.Rating is { } rating) Note(rating.ExternalId, (await people.AsChannelAsync(new ReceiveRating(rating), cancellationToken)).Refusal);
        }
        await dispatcher.DrainAsync(cancellationToken);
        await handling.ActAsync(plan, region, instant, cancellationToken);
    }

    private async Task<List<(string Region, DemoPlan Plan)>> PlacesAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var units = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Units.AsNoTracking().OrderBy(u => u.Code).ToListAsync(cancellationToken);
        return [.. from pack in catalog.All.Select(v => v.Ordinance).DistinctBy(o => o.Code)
                   let own = units.Where(u => u.Region == pack.Code && u.Code.Contains("-unit-", StringComparison.Ordinal)).Select(u => u.Code).ToList()
                   let calendar = catalog.CalendarOf(pack)
                   where own.Count > 0
                   select (pack.Code, new DemoPlan(pack, own, day => calendar.IsWorkday(day) && catalog.InForce(pack.Code, day) is not null, until))];
    }

    /// <summary>From here on the clock is the demonstration's own, or the machine's where none was asked for.</summary>
    private async Task ArriveAsync(DemoContentMark.Beginning until, CancellationToken cancellationToken)
    {
        await demoClock.MoveToAsync(until.IsPresent ? machine.GetUtcNow() : until.Instant, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await store.BeginAsync(db, null, cancellationToken);
        await DemoContentMark.RemoveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Note(string externalId, Refusal? refusal)
    {
        if (refusal is not null) log.LogWarning("Expected {ExternalId} of the demonstration to be taken in, but it was refused: {Code}.", externalId, refusal.Code);
    }

    public void Dispose() => _stopping.Dispose();
}

/// <summary>The mark in the database that a demonstration is still being filled, and when it begins.</summary>
internal static class DemoContentMark
{
    private const string Name = "demo.content";

    /// <param name="Instant">When the demonstration begins.</param>
    /// <param name="IsPresent">It begins whenever the filling is done.</param>
    public sealed record Beginning(DateTimeOffset Instant, bool IsPresent);

    /// <summary>Null when nothing is left to be filled.</summary>
    public static async Task<Beginning?> UntilAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mark = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<Setting>().FindAsync([Name], cancellationToken);
        return mark?.Value.Split(' ') is [var instant, var kind] ? new Beginning(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), kind == "present") : null;
    }

    public static void Add(CaseDbContext db, Beginning until) =>
        db.Add(new Setting { Name = Name, Value = string.Create(CultureInfo.InvariantCulture, $"{until.Instant:O} {(until.IsPresent ? "present" : "given")}") });

    public static async Task RemoveAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        db.RemoveRange(await db.Set<Setting>().Where(s => s.Name == Name).ToListAsync(cancellationToken));
}
