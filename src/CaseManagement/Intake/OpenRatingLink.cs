using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What the citizen's page shows behind a link. A link that was never made here and one that is unknown answer alike.</summary>
public sealed record OpenRatingLink(string Token) : IRequest<Result<RatingPaper>>, IOpenToStrangers;

/// <summary>The matter and the questions.</summary>
/// <param name="State"><c>open</c>, <c>used</c>, or <c>closed</c> when the window is over.</param>
/// <param name="Place">Name of the place.</param>
/// <param name="Item">Name of the item.</param>
/// <param name="Hall">Where it was handled.</param>
/// <param name="Window">Window.</param>
/// <param name="SerialNo">业务流水号.</param>
/// <param name="CompletedAt">When it was finished.</param>
/// <param name="Due">Until when one may rate.</param>
/// <param name="Levels">The levels, best first, each with what may be ticked.</param>
/// <param name="Targets">What may be rated; with two the first stands for both.</param>
/// <param name="FreeText">Own words are taken.</param>
/// <param name="MayHide">The rater chooses whether it is public (YS-8e).</param>
/// <param name="RealName">The masked name the rating is given in, where the place wants real names.</param>
/// <param name="NeedsIdentity">The place wants a real name and the matter has none.</param>
/// <param name="AsksPhone">A number may be left for the answer.</param>
/// <param name="Code">Finds the rating again; once it was given.</param>
/// <param name="Mine">What became of the rating; once it was given.</param>
/// <param name="MayAdd">An additional rating may be given (GD-14-5).</param>
public sealed record RatingPaper(
    string State, string Place, string Item, string? Hall, string? Window, string? SerialNo, DateTimeOffset? CompletedAt, DateTimeOffset? Due, IReadOnlyList<PaperLevel> Levels, IReadOnlyList<PaperTarget> Targets,
    bool FreeText, bool MayHide, string? RealName, bool NeedsIdentity, bool AsksPhone, string? Code = null, MyRating? Mine = null, bool MayAdd = false);

/// <param name="Code">Level code.</param>
/// <param name="Name">Its name in the ordinance.</param>
/// <param name="IsBad">A case is opened on it.</param>
/// <param name="ReasonRequired">Has to say why.</param>
/// <param name="Reasons">What may be ticked.</param>
public sealed record PaperLevel(string Code, string Name, bool IsBad, bool ReasonRequired, IReadOnlyList<PaperReason> Reasons);

/// <param name="Value">What the form posts.</param>
/// <param name="Text">What people read.</param>
/// <param name="Part"><c>item</c> or <c>staff</c>, where the texts are of one of them.</param>
public sealed record PaperReason(string Value, string Text, string? Part);

/// <param name="Code"><c>both</c>, <c>item</c> or <c>staff</c>.</param>
/// <param name="Name">What people read.</param>
public sealed record PaperTarget(string Code, string Name);

internal sealed class OpenRatingLinkHandler(CaseDbContext db, RatingPapers papers, RatingTokens tokens) : IRequestHandler<OpenRatingLink, Result<RatingPaper>>
{
    public async Task<Result<RatingPaper>> Handle(OpenRatingLink request, CancellationToken cancellationToken)
    {
        if (tokens.Read(request.Token) is not { } id || await db.Set<RatingLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancellationToken) is not { } link) return RatingLinkRefusals.NotALink;
        var matter = await db.Set<ServiceMatter>().AsNoTracking().SingleAsync(s => s.Id == link.ServiceId, cancellationToken);
        return await papers.OfAsync(link, matter, cancellationToken);
    }
}

/// <summary>Puts the paper together from the pack of the place: nothing of it stands in code.</summary>
internal sealed class RatingPapers(CaseDbContext db, OrdinanceCatalog ordinances, RatingWindow window, RatingTokens tokens, MyRatings mine, TimeProvider clock)
{
    private const string Both = "both";
    private const string Staff = "staff";

    public async Task<Result<RatingPaper>> OfAsync(RatingLink link, ServiceMatter matter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (ordinances.InForce(matter.Region, (matter.CompletedAt ?? now).LocalDate()) is not { } pack) return IntakeRefusals.NoOrdinance;
        var targets = TargetsOf(pack, matter, now);
        var state = link.UsedAt is not null ? "used" : window.IsClosed(pack, matter, now) || targets.Count == 0 ? "closed" : "open";
        var realName = pack.Rating.Identity == "realNameRequired";
        var own = link.RatingId is { } id ? await mine.OfAsync(id, cancellationToken) : null;
        return new RatingPaper(
            state, await db.Regions.AsNoTracking().Where(r => r.Code == matter.Region).Select(r => r.Name).SingleAsync(cancellationToken), matter.ItemName, matter.Place, matter.Window, matter.SerialNo,
            matter.CompletedAt?.ToChina(), window.WindowOf(pack, matter)?.Due?.ToChina(), LevelsOf(pack, targets), [.. targets.Select(t => new PaperTarget(t, NameOf(t)))], pack.Rating.FreeText,
            pack.Rating.Publicity == "raterChoice", realName ? matter.ApplicantNameMasked : null, realName && !IsKnown(matter), !realName, own is null ? null : tokens.CodeOf(link.Id), own,
            own is not null && await MayAddAsync(pack, link, now, cancellationToken));
    }

    /// <summary>Whether the matter itself says who its applicant is, well enough for a rating in a real name.</summary>
    internal static bool IsKnown(ServiceMatter matter) => matter is { ApplicantIdNumberSealed: not null } or { ApplicantNameSealed: not null, ApplicantPhoneSealed: not null };

    /// <summary>Item and staff, as far as they are open now; both together first.</summary>
    internal static IReadOnlyList<string> TargetsOf(Ordinance pack, ServiceMatter matter, DateTimeOffset now)
    {
        var open = pack.TargetsOf(matter, now, null).Where(t => t is RatingLaw.Item or Staff).ToList();
        if (RatingLaw.IsUnderWay(matter, now)) open.RemoveAll(t => pack.FrequencyOf([t], matter.Mode).Any(f => f.On == "completion")); // GD-14-1, TJ-11: the item is rated when it is finished
        return open.Count == 2 ? [Both, .. open] : open;
    }

    private List<PaperLevel> LevelsOf(Ordinance pack, IReadOnlyList<string> targets)
    {
        var sets = (pack.Rating.IndicatorSets ?? []).Select(ordinances.Indicators).OfType<IndicatorSet>().ToList();
        var parts = targets.Where(t => t != Both).ToList();
        return [.. pack.Rating.Levels.Select(level => new PaperLevel(level.Code, level.Name, level.IsBad, pack.Rating.ReasonRequired.Contains(level.Code), ReasonsOf(pack, level, sets, parts)))];
    }

    // The preset texts of the place, by level and target (TJ-A); else its dimensions, for bad ratings (AK-6).
    private static IReadOnlyList<PaperReason> ReasonsOf(Ordinance pack, RatingLevel level, List<IndicatorSet> sets, List<string> parts)
    {
        if (sets.Count > 0) return [.. parts.SelectMany(part => sets.SelectMany(s => s.For(part, level.Code)).Select(i => new PaperReason("c:" + i.Code, i.Text, parts.Count > 1 ? part : null)))];
        return level.IsBad ? [.. (pack.Rating.ContentDimensions ?? []).Select(text => new PaperReason("t:" + text, text, null))] : [];
    }

    private async Task<bool> MayAddAsync(Ordinance pack, RatingLink link, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (pack.Rating.Additional is not { Max: > 0 } rule || await db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.Id == link.RatingId, cancellationToken) is not { } first) return false;
        if (window.AdditionalOf(pack, first) is { Due: { } due } && now > due) return false;
        return await db.Ratings.CountAsync(r => r.FollowsId == first.Id, cancellationToken) < rule.Max;
    }

    private static string NameOf(string target) => target switch { Both => "事项和工作人员", Staff => "只评工作人员", _ => "只评服务事项" };
}

internal static class RatingLinkRefusals
{
    public static readonly Refusal NotALink = Refusal.NotFound("ratingLinkInvalid", "这个评价链接无效，可能没有复制完整。请重新扫描回执上的二维码，或向办事窗口索取。");
    public static readonly Refusal NoSuchCode = Refusal.NotFound("ratingCodeUnknown", "没有找到这个评价码对应的评价，请核对 12 位字母和数字。");
    public static readonly Refusal NoAdditional = Refusal.Rule("frequencyExceeded", "这次服务已经评价过了，每次服务只评一次。");
}
