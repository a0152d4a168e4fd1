using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>What was served but never rated in a period: items, halls, windows, members of staff and channels that may lack a way to be rated (AK-3a, GD-3, TJ-3). Nothing listed is what is wanted.</summary>
/// <param name="Ordinance">Place code.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
public sealed record GetCoverage(string Ordinance, DateOnly? From = null, DateOnly? To = null) : IRequest<Result<CoverageView>>;

/// <param name="Ordinance">Place code.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Passed">Nothing is missing.</param>
/// <param name="Parts">Kind by kind.</param>
public sealed record CoverageView(string Ordinance, DateOnly From, DateOnly To, bool Passed, IReadOnlyList<CoveragePart> Parts);

/// <param name="Of"><c>item</c>, <c>hall</c>, <c>window</c>, <c>unit</c> or <c>platform</c>.</param>
/// <param name="Known">How many there are.</param>
/// <param name="Rated">How many of them were rated.</param>
/// <param name="Missing">The others.</param>
public sealed record CoveragePart(string Of, int Known, int Rated, IReadOnlyList<CoverageGap> Missing);

/// <param name="Key">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Services">Services finished in the period.</param>
public sealed record CoverageGap(string Key, string Name, long Services);

internal sealed class GetCoverageHandler(FigureDesk desk, CaseDbContext db) : IRequestHandler<GetCoverage, Result<CoverageView>>
{
    private static readonly string[] Kinds = ["item", "hall", "window", "unit"];

    public async Task<Result<CoverageView>> Handle(GetCoverage request, CancellationToken cancellationToken)
    {
        var period = desk.PeriodOf(request.From, request.To);
        if (!period.Ok) return period.Refusal;
        var (from, to) = (period.Value.From, period.Value.To);
        List<CoveragePart> parts = [];
        foreach (var kind in Kinds)
        {
            var found = await desk.ReadAsync(new FigureDesk.Asked(request.Ordinance, from, to, kind), cancellationToken);
            if (!found.Ok) return found.Refusal;
            var rows = found.Value.Rows(kind).Where(r => r.Key.Length > 0).ToList();
            // A made-up rating is none; one that was set aside shows that it could be given.
            var rated = found.Value.Sums.Where(s => s.Standing is FigureStanding.Adopted or FigureStanding.Invalidated or FigureStanding.SetAside or FigureStanding.Held or FigureStanding.Quarantined && s.Acts > 0)
                .Select(s => found.Value.Groups.KeyOf(s, kind)).ToHashSet();
            parts.Add(Part(kind, [.. rows.Select(r => new CoverageGap(r.Key, r.Name, r.Counts.Services))], rated));
            if (kind != "item") continue;
            // Items of the catalogue that nobody asked for are known too, but no gap: there was nothing to rate.
            var catalogue = await db.Set<CatalogueItem>().CountAsync(c => c.Region == request.Ordinance, cancellationToken);
            parts[^1] = parts[^1] with { Known = Math.Max(parts[^1].Known, catalogue) };
        }
        var platforms = await db.Set<Platform>().Where(p => p.Region == request.Ordinance).OrderBy(p => p.Code).ToListAsync(cancellationToken);
        var builders = await desk.ReadAsync(new FigureDesk.Asked(request.Ordinance, from, to, "unit", Target: "platform"), cancellationToken);
        var ratedBuilders = builders.Ok ? builders.Value.Sums.Where(s => s.Standing == FigureStanding.Adopted && s.Acts > 0).Select(s => s.Unit).ToHashSet() : [];
        parts.Add(Part("platform", platforms.ConvertAll(p => new CoverageGap(p.Code, p.Name, 0)), platforms.Where(p => ratedBuilders.Contains(p.UnitCode)).Select(p => (string?)p.Code).ToHashSet()));
        return new CoverageView(request.Ordinance, from, to, parts.TrueForAll(p => p.Missing.Count == 0), parts);
    }

    private static CoveragePart Part(string of, List<CoverageGap> known, HashSet<string?> rated) =>
        new(of, known.Count, known.Count(k => rated.Contains(k.Key)), [.. known.Where(k => !rated.Contains(k.Key)).OrderByDescending(k => k.Services).ThenBy(k => k.Key, StringComparer.Ordinal)]);
}
