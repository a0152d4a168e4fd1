using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Designer.Blazor.Hosting.Demo;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Moves the business clock of a demonstration forward, stopping at every due in order, and remembers where it stands.</summary>
public sealed class DemoClock(BusinessClock clock, HostSettings settings, Dispatcher dispatcher, StoreDialect store, IServiceScopeFactory scopes) : IDisposable
{
    private const string OffsetName = "demo.clock.offset";
    private static readonly Refusal NotForward = Refusal.Rule("clockOnlyForward", "演示时钟只能向前拨，请给出晚于当前业务时间的时刻。",
        new FieldError("/now", "须晚于当前业务时间。"));

    private static readonly Refusal TooFar = Refusal.Rule("clockTooFar", $"演示时钟最远拨到 {ChinaTime.LastDay.Year} 年，请给出近一些的时刻。",
        new FieldError("/now", $"不晚于 {ChinaTime.LastDay:yyyy-MM-dd}。"));

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The present instant of the business, and whether it is the machine's.</summary>
    public (DateTimeOffset Now, string Mode) Read()
    {
        var now = clock.GetUtcNow();
        return (now, clock.OffsetTo(now).Duration() < TimeSpan.FromSeconds(1) ? "real" : "demo");
    }

    /// <summary>Goes on where the database says it stood; an empty one starts at <c>HCP_DEMO_NOW</c>, or at the present.</summary>
    internal async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        if (await db.Set<Setting>().FindAsync([OffsetName], cancellationToken) is { } stored)
            clock.StartWith(TimeSpan.FromTicks(long.Parse(stored.Value, CultureInfo.InvariantCulture)));
        else if (!await db.Users.AnyAsync(cancellationToken))
            await BeginAsync(cancellationToken);
        clock.RunOn();
    }

    // A demonstration with content begins earlier: DemoContent lives through the weeks before it.
    private Task BeginAsync(CancellationToken cancellationToken)
    {
        var until = new DemoContentMark.Beginning(settings.DemoNow ?? clock.GetUtcNow(), IsPresent: settings.DemoNow is null);
        return settings.DemoEmpty ? StandAtAsync(until.Instant, cancellationToken) : StandAtAsync(DemoPlan.StartBefore(until.Instant), cancellationToken, until);
    }

    /// <summary>Refused when not forward. When it answers, everything due by then has happened, each at its own instant.</summary>
    public async Task<Result<DateTimeOffset>> MoveToAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        if (target >= ChinaTime.StartOf(ChinaTime.LastDay)) return TooFar;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (target <= clock.GetUtcNow()) return NotForward;
            clock.StandAt(clock.GetUtcNow());
            await dispatcher.DrainAsync(cancellationToken);
            while (await dispatcher.NextDueAsync(cancellationToken) is { } due && due <= target)
            {
                await StandAtAsync(due, cancellationToken);
                await dispatcher.DrainAsync(cancellationToken);
            }
            await StandAtAsync(target, cancellationToken);
            return target;
        }
        finally
        {
            clock.RunOn();
            _one.Release();
        }
    }

    /// <summary>Remembered first: after a crash the clock is never before what has already happened.</summary>
    private async Task StandAtAsync(DateTimeOffset instant, CancellationToken cancellationToken, DemoContentMark.Beginning? fillUntil = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await store.BeginAsync(db, null, cancellationToken);
        var value = clock.OffsetTo(instant).Ticks.ToString(CultureInfo.InvariantCulture);
        if (await db.Set<Setting>().FindAsync([OffsetName], cancellationToken) is { } stored) stored.Value = value;
        else db.Add(new Setting { Name = OffsetName, Value = value });
        if (fillUntil is not null) DemoContentMark.Add(db, fillUntil);
        await transaction.CommitAsync(cancellationToken);
        clock.StandAt(instant);
    }

    public void Dispose() => _one.Dispose();
}
