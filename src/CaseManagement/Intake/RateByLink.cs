using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A citizen rates by a link, once; the same form sent twice is answered twice the same.</summary>
/// <param name="Token">Of the link.</param>
/// <param name="Level">Level code.</param>
/// <param name="Target"><c>both</c>, <c>item</c> or <c>staff</c>; what may be rated if left out.</param>
/// <param name="Reasons">Values of the ticked reasons.</param>
/// <param name="Text">The rater's words.</param>
/// <param name="Hidden">Not public, where the rater chooses.</param>
/// <param name="Phone">Where to answer.</param>
/// <param name="Additional">Added to the first rating (GD-14-5).</param>
public sealed record RateByLink(
    string Token, string? Level, string? Target = null, IReadOnlyList<string>? Reasons = null, string? Text = null, bool Hidden = false, string? Phone = null, bool Additional = false)
    : IRequest<Result<RatingPaper>>, IChange, IOpenToStrangers;

internal sealed class RateByLinkHandler(
    CaseDbContext db, StoreDialect dialect, CurrentUser user, RatingTokens tokens, RatingPapers papers, RatingDesk desk, PersonalData personalData, AccessLog accessLog, TimeProvider clock)
    : IRequestHandler<RateByLink, Result<RatingPaper>>
{
    private const int LongestPhone = 20;

    public async Task<Result<RatingPaper>> Handle(RateByLink request, CancellationToken cancellationToken)
    {
        if (tokens.Read(request.Token) is not { } id) return RatingLinkRefusals.NotALink;
        await dialect.HoldAsync(db, $"ratingLink {id:N}", cancellationToken);
        if (await db.FindAsync<RatingLink>([id], cancellationToken) is not { } link) return RatingLinkRefusals.NotALink;
        var matter = (await db.FindAsync<ServiceMatter>([link.ServiceId], cancellationToken))!;
        if (await OwnServiceAsync(matter) is { } own) return own;
        var paper = await papers.OfAsync(link, matter, cancellationToken);
        if (!paper.Ok || (paper.Value.State == "used" && !request.Additional)) return paper;
        if (request.Additional && !paper.Value.MayAdd) return RatingLinkRefusals.NoAdditional;
        if (paper.Value.NeedsIdentity) return IntakeRefusals.IdentityRequired;
        if (paper.Value.Levels.FirstOrDefault(l => l.Code == request.Level) is not { } level) return IntakeRefusals.LevelMissing with { Message = "请先选择满意程度。" };

        var receipt = await AsChannelAsync(link, () => desk.ReceiveAsync(BodyOf(request, link, matter, paper.Value, level), cancellationToken));
        if (!receipt.Ok) return receipt.Refusal;
        if (!request.Additional) (link.UsedAt, link.RatingId) = (clock.GetUtcNow(), receipt.Value.Id);
        await db.SaveChangesAsync(cancellationToken); // what is shown next is read from what was kept
        return await papers.OfAsync(link, matter, cancellationToken);
    }

    // Whoever is signed in on this browser and served the matter does not rate it (SP-6.1.1a, GD-4b).
    private async Task<Refusal?> OwnServiceAsync(ServiceMatter matter)
    {
        if (!user.SignedIn || (matter.Staff != user.UserName && ServiceDesk.ReadVisits(matter).All(v => v.Staff != user.UserName))) return null;
        await accessLog.RefusedAsync(Acts.SubmitIntake, $"{IntakeRefusals.OwnService.Code}:service:{matter.Id}");
        return IntakeRefusals.OwnService;
    }

    private RatingBody BodyOf(RateByLink request, RatingLink link, ServiceMatter matter, RatingPaper paper, PaperLevel level)
    {
        var ticked = (request.Reasons ?? []).Intersect(level.Reasons.Select(r => r.Value)).Select(r => r.StartsWith("c:", StringComparison.Ordinal) ? new ReasonBody(r[2..]) : new ReasonBody(Text: r[2..])).ToList();
        var target = paper.Targets.Any(t => t.Code == request.Target) ? request.Target : (paper.Targets is [var first, ..] ? first.Code : null);
        return new RatingBody(
            link.Region, link.Channel, $"link-{link.Id:N}{(request.Additional ? "-additional" : "")}", level.Code, matter.ExternalId, target, request.Additional ? "additional" : null, ticked,
            Text: PlainText.IsBlank(request.Text) ? null : request.Text.ReplaceLineEndings("\n").Trim(), Public: !(paper.MayHide && request.Hidden), Rater: RaterOf(request, matter, paper), Visit: link.Visit.Length == 0 ? null : link.Visit);
    }

    // Where the place wants real names, the rater is the applicant whom the business system has identified; elsewhere only what was left.
    private PersonBody? RaterOf(RateByLink request, ServiceMatter matter, RatingPaper paper)
    {
        var kind = matter.ApplicantKind ?? "naturalPerson";
        if (!paper.AsksPhone) return new PersonBody(kind, personalData.Open(matter.ApplicantNameSealed), personalData.Open(matter.ApplicantIdNumberSealed), personalData.Open(matter.ApplicantPhoneSealed), Verified: true);
        var phone = request.Phone?.Trim();
        return string.IsNullOrEmpty(phone) ? null : new PersonBody(kind, Phone: phone.Length > LongestPhone ? phone[..LongestPhone] : phone);
    }

    private async Task<T> AsChannelAsync<T>(RatingLink link, Func<Task<T>> act)
    {
        var (id, name, shown, unit, path, grants, channel) = (user.Id, user.UserName, user.DisplayName, user.UnitCode, user.UnitPath, user.Grants, user.Channel);
        var root = IntakePlace.RootOf(link.Region);
        user.Become(link.Id, $"link:{link.Id:N}", "评价链接", "", root, [new Grant(PlatformRoles.Channel, root, new HashSet<string> { Acts.SubmitIntake })], link.Channel);
        try
        {
            return await act();
        }
        finally
        {
            user.Become(id, name, shown, unit, path, grants, channel);
        }
    }
}
