using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A rating as it stands now, personal data masked: for those who read cases of its unit, and for the channel that delivers there.</summary>
public sealed record GetRating(Guid Id) : IRequest<Result<RatingView>>;

/// <param name="Id">The rating.</param>
/// <param name="Status"><c>adopted</c>, <c>notAdopted</c>, <c>quarantined</c>, <c>held</c>, <c>unrated</c>.</param>
/// <param name="Source"><c>rater</c>, <c>default</c>, <c>operator</c>.</param>
/// <param name="Reason"><c>timeout</c>, <c>invalidated</c>, <c>unknownItem</c>, <c>replaced</c>, <c>society</c>, or none.</param>
/// <param name="ReasonText">The same in Chinese.</param>
/// <param name="Region">Place.</param>
/// <param name="Channel">Channel.</param>
/// <param name="ExternalId">The channel's own id.</param>
/// <param name="Level">Level code.</param>
/// <param name="Target">What was rated.</param>
/// <param name="Scope"><c>single</c>, <c>batch</c>, <c>overall</c>, <c>supplementary</c>, or <c>society</c> without a service.</param>
/// <param name="Stage">Stage rated.</param>
/// <param name="Visit">Visit rated.</param>
/// <param name="Reasons">Ticked reasons.</param>
/// <param name="Text">The rater's words, personal data masked.</param>
/// <param name="Public">May be shown to the public.</param>
/// <param name="Rater">Who rated, masked.</param>
/// <param name="Services">The matters it applies to, the one it was given for first.</param>
/// <param name="RatedAt">When it was given.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Case">The case it opened.</param>
/// <param name="LevelName">The level's name in the ordinance.</param>
/// <param name="Polarity"><c>good</c> or <c>bad</c>; none where nobody rated.</param>
/// <param name="Stars">Stars of the level, where the ordinance gives them.</param>
/// <param name="Score">Points of the level, where the ordinance gives them.</param>
/// <param name="CountsAs">How many it stands for in the level figures while it is adopted.</param>
/// <param name="SpreadTo">A target it also stands for until that is rated by itself.</param>
/// <param name="Follows">The first rating it was added to.</param>
/// <param name="Additional">Ratings added to it.</param>
/// <param name="Place">The hall rated.</param>
/// <param name="EntryForm">How it came in.</param>
/// <param name="KeyedBy">Who keyed it in for the rater.</param>
/// <param name="CallNumber">The caller's number, masked.</param>
/// <param name="Scan">The scanned paper form.</param>
/// <param name="PackVersion">Version of the rules it was taken in under.</param>
public sealed record RatingView(
    Guid Id, string Status, string Source, string? Reason, string? ReasonText, string Region, string Channel, string ExternalId, string Level, string Target, string Scope,
    string? Stage, string? Visit, IReadOnlyList<RatingReason> Reasons, string? Text, bool Public, MaskedRater Rater, IReadOnlyList<RatedServiceView> Services,
    DateTimeOffset RatedAt, DateTimeOffset ReceivedAt, OpenedCase? Case, string? LevelName, string? Polarity, int? Stars, decimal? Score, int CountsAs, string? SpreadTo,
    Guid? Follows, IReadOnlyList<RatingRow> Additional, string? Place, string? EntryForm, string? KeyedBy, string? CallNumber, Guid? Scan, string PackVersion);

public sealed record MaskedRater(string Kind, string? Name, string? Phone, bool Verified);

public sealed record RatedServiceView(Guid Id, string ExternalId, string? SerialNo, string ItemCode, string ItemName);

internal sealed class GetRatingHandler(CaseDbContext db, CurrentUser user, OrdinanceCatalog ordinances, RatingWords words, PersonalData personalData, AccessLog accessLog) : IRequestHandler<GetRating, Result<RatingView>>
{
    public async Task<Result<RatingView>> Handle(GetRating request, CancellationToken cancellationToken)
    {
        var rating = await db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
        if (rating is null) return IntakeRefusals.RatingNotFound;
        if (!user.May(Acts.ReadCase, rating.UnitPath) && !(user.May(Acts.SubmitIntake, rating.UnitPath) && (user.Channel ?? rating.Channel) == rating.Channel))
        {
            await accessLog.RefusedAsync(Acts.ReadCase, $"rating:{rating.Id}");
            return IntakeRefusals.RatingNotYours;
        }
        var status = rating.CaseNumber is null ? null : await db.Cases.Where(c => c.Number == rating.CaseNumber).Select(c => c.Status).SingleOrDefaultAsync(cancellationToken);
        var additional = await db.Ratings.AsNoTracking().Where(r => r.FollowsId == rating.Id).OrderBy(r => r.RatedAt).Select(RatingRow.Of).ToListAsync(cancellationToken);
        return View(rating, await ServicesAsync(rating, cancellationToken), status is null ? null : new OpenedCase(rating.CaseNumber!, status), additional);
    }

    private async Task<List<RatedServiceView>> ServicesAsync(Rating rating, CancellationToken cancellationToken) =>
        await db.Set<ServiceMatter>().AsNoTracking()
            .Where(s => s.Id == rating.ServiceId || db.Set<RatedMatter>().Any(m => m.RatingId == rating.Id && m.ServiceId == s.Id))
            .OrderByDescending(s => s.Id == rating.ServiceId).ThenBy(s => s.Id)
            .Select(s => new RatedServiceView(s.Id, s.ExternalId, s.SerialNo, s.ItemCode, s.ItemName)).ToListAsync(cancellationToken);

    private RatingView View(Rating rating, IReadOnlyList<RatedServiceView> services, OpenedCase? @case, IReadOnlyList<RatingRow> additional)
    {
        var level = ordinances.Get(rating.Region, rating.PackVersion).Rating.Level(rating.Level);
        var (reasons, text) = words.Shown(rating);
        return new RatingView(
            rating.Id, rating.Status, rating.Source, rating.Reason, RatingStanding.TextOf(rating.Reason), rating.Region, rating.Channel, rating.ExternalId, rating.Level, rating.Target, rating.Scope,
            rating.Stage, rating.Visit, reasons, text, rating.Public, new MaskedRater(rating.RaterKind, rating.RaterNameMasked, rating.RaterPhoneMasked, rating.Verified),
            services, rating.RatedAt, rating.ReceivedAt, @case, level?.Name, level?.Polarity, level?.Stars, level?.Score, rating.CountsAs, rating.SpreadTo, rating.FollowsId, additional,
            rating.Place, rating.EntryForm, rating.KeyedBy, Mask.Phone(personalData.Open(rating.CallNumberSealed)), rating.ScanId, rating.PackVersion);
    }
}
