using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes up ratings that waited for the catalogue, once it knows their item (GD-6): none is lost, and a bad one opens its case now.</summary>
internal sealed class HeldRatings(CaseDbContext db, CaseOpening cases, OrdinanceCatalog ordinances, RatingWords words, PersonalData personalData)
{
    public async Task<int> ReleaseAsync(string region, IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var held = await db.Ratings.Where(r => r.Region == region && r.Status == "held")
            .Join(db.Set<ServiceMatter>().Where(s => codes.Contains(s.ItemCode)), r => r.ServiceId, s => s.Id, (r, s) => new { Rating = r, s.ItemName }).ToListAsync(cancellationToken);
        foreach (var one in held)
        {
            (one.Rating.Status, one.Rating.Reason) = ("adopted", null);
            var pack = ordinances.InForce(region, one.Rating.RatedAt.LocalDate());
            if (pack is null || !pack.OpensCaseOn(one.Rating.Level) || (one.Rating.FollowsId is not null && pack.Rating.Additional?.OpensCase != true)) continue;
            var (reasons, text) = words.Of(one.Rating);
            await cases.OpenAsync(one.Rating, one.ItemName, RatingForm.Quote(text, reasons.Select(r => r.Text), personalData.Open(one.Rating.RaterNameSealed)), cancellationToken);
            await db.SaveChangesAsync(cancellationToken); // the next case takes the next number
        }
        return held.Count;
    }
}
