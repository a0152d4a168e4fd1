using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Replays the closed cases of a period against the draft, or against the present version: how many would have been late under each, and which. Changes nothing.</summary>
/// <param name="Code">Pack code.</param>
/// <param name="From">First local day on which a case was closed.</param>
/// <param name="To">Last one.</param>
/// <param name="Draft">Against the draft; otherwise against the version in force.</param>
public sealed record Simulate(string Code, DateOnly From, DateOnly To, bool Draft = true) : IRequest<Result<Simulation>>;

/// <param name="Cases">Closed cases of the period.</param>
/// <param name="Late">How many were late, at the first closing or at that of a re-handling.</param>
/// <param name="Items">Those that are late under either, or whose due moves.</param>
/// <param name="NotComparable">Cases whose class or limit the other version does not have.</param>
public sealed record Simulation(DateOnly From, DateOnly To, int Cases, LateCounts Late, IReadOnlyList<SimulatedCase> Items, IReadOnlyList<string> NotComparable);

/// <param name="Own">Under the rules each case ran on.</param>
/// <param name="Draft">Under the rules replayed.</param>
public sealed record LateCounts(int Own, int Draft);

public sealed record SimulatedCase(string Number, string Subject, string? Class, string Version, DateTimeOffset ClosedAt, SimulatedDue Own, SimulatedDue Draft);

public sealed record SimulatedDue(string Timer, DateTimeOffset? Due, DateOnly? LastDay, bool Late);

internal sealed class SimulateHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, CurrentUser user) : IRequestHandler<Simulate, Result<Simulation>>
{
    // A technical bound of one answer.
    private const int Most = 20_000;

    public async Task<Result<Simulation>> Handle(Simulate request, CancellationToken cancellationToken)
    {
        if (catalog.Current(request.Code) is not { } current) return OrdinanceRefusals.Unknown(request.Code);
        if (!access.MayEdit(request.Code, catalog.Newest(request.Code)?.Parent) && !user.May(Acts.Audit)) return await access.RefusedAsync(Acts.PackEdit, request.Code);
        if (request.To < request.From) return OrdinanceRefusals.BadInput([new("/to", "不能早于开始日期。")]);
        var other = current;
        if (request.Draft)
        {
            var draft = await db.Set<PackDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Code == request.Code, cancellationToken);
            if (draft is null) return OrdinanceRefusals.NoDraft(request.Code);
            other = Ordinance.Parse(catalog.Check.Check((JsonObject)JsonNode.Parse(draft.Json)!).Merged);
        }
        var closed = await ClosedAsync(request, cancellationToken);
        return closed.Count > Most ? OrdinanceRefusals.BadInput([new("/to", $"一次最多重放 {Most} 件，请缩短时段。")]) : Replay(request, closed, other);
    }

    private async Task<List<ClosedCase>> ClosedAsync(Simulate request, CancellationToken cancellationToken)
    {
        var (from, to) = (ChinaTime.StartOf(request.From), ChinaTime.StartOf(request.To.AddDays(1)));
        var cases = await db.Cases.AsNoTracking().Where(c => c.Region == request.Code && c.Status == "closed" && c.ClosedAt >= from && c.ClosedAt < to)
            .OrderBy(c => c.ClosedAt).Take(Most + 1).ToListAsync(cancellationToken);
        var numbers = cases.Select(c => c.Number).ToList();
        var clocks = (await db.Deadlines.AsNoTracking().Where(d => d.TaskId == null && d.Status == DeadlineStatus.Met && numbers.Contains(d.CaseNumber)).ToListAsync(cancellationToken))
            .GroupBy(d => d.CaseNumber).ToDictionary(g => g.Key, g => g.OrderBy(d => d.AnchorAt).ToList());
        var verified = await db.CaseSteps.AsNoTracking().Where(s => s.Step == "verify" && numbers.Contains(s.CaseNumber)).ToDictionaryAsync(s => s.CaseNumber, s => s.DoneAt, cancellationToken);
        var rated = await db.Ratings.AsNoTracking().Where(r => r.CaseNumber != null && numbers.Contains(r.CaseNumber)).Select(r => new { r.CaseNumber, r.RatedAt }).ToListAsync(cancellationToken);
        var ratedAt = rated.GroupBy(r => r.CaseNumber!).ToDictionary(g => g.Key, g => g.Min(r => r.RatedAt));
        return
        [
            .. from c in cases
               from clock in clocks.GetValueOrDefault(c.Number) ?? []
               select new ClosedCase(c, clock, ClassOf(c, clock), ratedAt.TryGetValue(c.Number, out var at) ? at : null, verified.GetValueOrDefault(c.Number)),
        ];
    }

    // A case that came back has a clock of its first handling, in the class it had then, and one of its re-handling, which no class changes (AK-15-5b).
    private string? ClassOf(Case @case, DeadlineRow clock)
    {
        var own = catalog.Get(clock.PackCode, clock.PackVersion).Case;
        return own.Class(@case.Class)?.Timers[^1] == clock.Timer ? @case.Class : own.Classes?.FirstOrDefault(c => c.Timers[^1] == clock.Timer)?.Code ?? @case.Class;
    }

    private Simulation Replay(Simulate request, List<ClosedCase> closed, Ordinance other)
    {
        var calendar = new WorkingCalendar(catalog.Notices, other.Calendar);
        var items = new List<SimulatedCase>();
        var lost = new List<string>();
        foreach (var replayed in closed)
        {
            if (replayed.Under(other, calendar) is { } draft) items.Add(replayed.Compared(draft));
            else lost.Add(replayed.Case.Number);
        }
        return new Simulation(
            request.From, request.To, Cases(closed.Select(c => c.Case.Number)), new LateCounts(Cases(closed.Where(c => c.Own.Late).Select(c => c.Case.Number)), Cases(items.Where(i => i.Draft.Late).Select(i => i.Number))),
            [.. items.Where(i => i.Own.Late || i.Draft.Late || i.Own.Due != i.Draft.Due)], [.. lost.Distinct()]);

        static int Cases(IEnumerable<string> numbers) => numbers.Distinct().Count();
    }
}

/// <summary>One closing of a case: the clock it stopped, with the instants that clock may count from.</summary>
internal sealed record ClosedCase(Case Case, DeadlineRow Clock, string? Class, DateTimeOffset? RatedAt, DateTimeOffset? VerifiedAt)
{
    // A case that was re-handled closed twice; each clock has its own closing.
    private DateTimeOffset ClosedAt => Clock.StoppedAt ?? Case.ClosedAt!.Value;

    public SimulatedDue Own => new(Clock.Timer, Clock.DueAt, Clock.LastDay, DeadlineDesk.IsPast(Clock, ClosedAt));

    public SimulatedCase Compared(SimulatedDue draft) => new(Case.Number, Case.Subject, Class, Case.PackVersion, ClosedAt, Own, draft);

    /// <summary>The due under other rules, from the same facts; null when they know neither its class nor its limit.</summary>
    public SimulatedDue? Under(Ordinance other, WorkingCalendar calendar)
    {
        var timer = Clock.Timer == CaseClock.Rehandling ? Clock.Timer : (other.Case.Class(Class) ?? (other.Case.Classes is [var only] ? only : null))?.Timers[^1] ?? Clock.Timer;
        if (!other.Timers.TryGetValue(timer, out var rule)) return null;
        var input = Clock.ToInput() with { Timer = timer, Anchor = AnchorFor(rule.Anchor) };
        // What the other rules would not have granted is not granted.
        if (other.Case.Extension is not { Enabled: true }) input = input with { Extension = null };
        try
        {
            var result = DeadlineCalculator.Compute(input, other, calendar);
            return new SimulatedDue(timer, result.Due, result.LastDay, ClosedAt > result.Due);
        }
        catch (MissingCalendarYearException)
        {
            return null;
        }
    }

    private DateTimeOffset AnchorFor(string anchor) => anchor switch
    {
        "unitReceived" => Case.UnitReceivedAt,
        "ratingSubmitted" => RatedAt,
        "verificationConfirmed" when VerifiedAt <= ClosedAt => VerifiedAt,
        _ => null,
    } ?? Clock.AnchorAt;
}
