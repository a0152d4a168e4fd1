using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>Makes all roll-ups anew from the ratings, the services and the histories of the cases, and says what was different before. One transaction: stopped in the middle it has done nothing.</summary>
public sealed record RebuildFigures : IRequest<Result<FiguresRebuilt>>, IChange
{
    public string? Stream => FigureFold.Stream;
}

/// <param name="Ratings">Ratings read.</param>
/// <param name="Services">Services read.</param>
/// <param name="Lines">Lines of the roll-ups now.</param>
/// <param name="Differences">Lines that said something else before; none when all is well.</param>
/// <param name="First">The first of them, in words.</param>
public sealed record FiguresRebuilt(long Ratings, long Services, long Lines, int Differences, string? First);

internal sealed class RebuildFiguresHandler(CaseDbContext db, FigureFold fold, CurrentUser user) : IRequestHandler<RebuildFigures, Result<FiguresRebuilt>>
{
    private const int AtOnce = 2_000;

    public async Task<Result<FiguresRebuilt>> Handle(RebuildFigures request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Audit)) return HttpRefusals.NotAllowed;
        // What is there is brought up to date first, so that it can be compared.
        await db.Set<FigureChange>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Taken, 1), cancellationToken);
        await fold.AddTakenAsync(cancellationToken);
        await db.Set<FigureChange>().ExecuteDeleteAsync(cancellationToken);
        var before = await LinesAsync(cancellationToken);
        await db.Set<Figure>().ExecuteDeleteAsync(cancellationToken);

        var courses = await CoursesAsync(cancellationToken);
        var ratings = await RatingsAsync(courses, cancellationToken);
        var services = await ServicesAsync(cancellationToken);
        var now = await LinesAsync(cancellationToken);
        var different = before.Keys.Union(now.Keys).Where(k => before.GetValueOrDefault(k) != now.GetValueOrDefault(k)).Order(StringComparer.Ordinal).ToList();
        var first = different is [var one, ..] ? $"{one}: {before.GetValueOrDefault(one)} → {now.GetValueOrDefault(one)}" : null;
        return new FiguresRebuilt(ratings, services, now.Count, different.Count, first);
    }

    // What is nothing is no line.
    private async Task<Dictionary<string, (long Ratings, long Acts)>> LinesAsync(CancellationToken cancellationToken)
    {
        var lines = new Dictionary<string, (long, long)>();
        await foreach (var f in db.Set<Figure>().AsNoTracking().Where(f => f.Ratings != 0 || f.Acts != 0).AsAsyncEnumerable().WithCancellation(cancellationToken))
            lines.Add($"{f.Region}|{f.Dimension}|{f.Grain}|{f.Period:O}|{f.Unit}|{f.Key}|{f.Target}|{f.Level}|{f.Standing}|{f.Course}|{f.Pack}", (f.Ratings, f.Acts));
        return lines;
    }

    private async Task<Dictionary<string, (string? Course, string? Unit)>> CoursesAsync(CancellationToken cancellationToken)
    {
        var courses = new Dictionary<string, (string? Course, string? Unit)>();
        var told = db.CaseEvents.AsNoTracking().Where(e => FigureFacts.Telling.Contains(e.Type)).OrderBy(e => e.CaseNumber).ThenBy(e => e.Seq).Select(e => new { e.CaseNumber, e.Type, e.Data });
        await foreach (var e in told.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var (course, unit) = courses.GetValueOrDefault(e.CaseNumber);
            courses[e.CaseNumber] = FigureFacts.After(course, unit, e.Type, e.Data);
        }
        return courses;
    }

    private async Task<long> RatingsAsync(Dictionary<string, (string? Course, string? Unit)> courses, CancellationToken cancellationToken)
    {
        var (count, last) = (0L, Guid.Empty);
        while (true)
        {
            var page = await db.Ratings.Where(r => r.Id > last).OrderBy(r => r.Id).Take(AtOnce).ToListAsync(cancellationToken);
            if (page.Count == 0) return count;
            (count, last) = (count + page.Count, page[^1].Id);
            var ids = page.Select(r => r.ServiceId).OfType<Guid>().Distinct().ToList();
            var services = await db.Set<ServiceMatter>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
            foreach (var rating in page)
                // The history decides, and what stands with the rating is set right by it.
                (rating.Course, rating.AnsweredBy) = rating.CaseNumber is { } number ? courses.GetValueOrDefault(number) : (null, null);
            await TakeAsync(page.Select(r => FigureFacts.Of(r, r.ServiceId is { } id ? services.GetValueOrDefault(id) : null)), cancellationToken);
        }
    }

    private async Task<long> ServicesAsync(CancellationToken cancellationToken)
    {
        var (count, last) = (0L, Guid.Empty);
        while (true)
        {
            var page = await db.Set<ServiceMatter>().AsNoTracking().Where(s => s.Id > last).OrderBy(s => s.Id).Take(AtOnce).ToListAsync(cancellationToken);
            if (page.Count == 0) return count;
            (count, last) = (count + page.Count, page[^1].Id);
            await TakeAsync(page.SelectMany(s => FigureFacts.Of(s)), cancellationToken);
        }
    }

    private async Task TakeAsync(IEnumerable<FigureChange> changes, CancellationToken cancellationToken)
    {
        db.AddRange(changes.GroupBy(c => c with { Id = default, Ratings = 0, Acts = 0 }).Select(g => g.First() with { Taken = 1, Ratings = g.Sum(c => c.Ratings), Acts = g.Sum(c => c.Acts) }));
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false; // the journal looks away: these are no changes
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
        db.ChangeTracker.Clear();
        await fold.AddTakenAsync(cancellationToken);
        await db.Set<FigureChange>().Where(c => c.Taken == 1).ExecuteDeleteAsync(cancellationToken);
    }
}
