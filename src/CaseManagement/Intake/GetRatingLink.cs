using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The link and QR code by which the applicant rates this service's latest visit. Asked again, the same.</summary>
/// <param name="Service">The service.</param>
/// <param name="Channel">Channel the rating comes in by; the place's QR channel, or that of the service's mode, if left out.</param>
/// <param name="Site">Address of this site, such as <c>https://example.gov.cn</c>.</param>
public sealed record GetRatingLink(Guid Service, string? Channel, string Site) : IRequest<Result<RatingLinkView>>, IChange;

/// <param name="Url">Where the citizen rates.</param>
/// <param name="QrCode">The address as a picture: a PNG as data URI.</param>
/// <param name="Channel">Channel the rating comes in by.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Due">Until when one may rate; null while the service is under way or where there is no end.</param>
/// <param name="LastDay">The last day.</param>
/// <param name="UsedAt">When it was used; it leads to the rating from then on.</param>
public sealed record RatingLinkView(string Url, string QrCode, string Channel, DateTimeOffset CreatedAt, DateTimeOffset? Due, DateOnly? LastDay, DateTimeOffset? UsedAt);

internal sealed class GetRatingLinkHandler(CaseDbContext db, StoreDialect dialect, CurrentUser user, OrdinanceCatalog ordinances, RatingWindow window, RatingTokens tokens, AccessLog accessLog, TimeProvider clock)
    : IRequestHandler<GetRatingLink, Result<RatingLinkView>>
{
    private const int PixelsPerModule = 8;

    public async Task<Result<RatingLinkView>> Handle(GetRatingLink request, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<ServiceMatter>([request.Service], cancellationToken) is not { } matter) return IntakeRefusals.UnknownService;
        if (!user.May(Acts.SubmitIntake, matter.UnitPath))
        {
            await accessLog.RefusedAsync(Acts.SubmitIntake, $"service:{matter.Id}");
            return IntakeRefusals.RegionNotAllowed;
        }
        if (ordinances.InForce(matter.Region, (matter.CompletedAt ?? clock.GetUtcNow()).LocalDate()) is not { } pack) return IntakeRefusals.NoOrdinance;
        var channel = ChannelOf(pack, matter, request.Channel ?? user.Channel);
        if (!channel.Ok) return channel.Refusal;
        if (user.Channel is not null && user.Channel != channel.Value) return IntakeRefusals.ChannelNotAllowed;

        var link = await LinkAsync(matter, channel.Value, cancellationToken);
        var end = window.WindowOf(pack, matter);
        var url = $"{request.Site}/rate/{tokens.TokenOf(link.Id)}";
        return new RatingLinkView(url, PictureOf(url), link.Channel, link.CreatedAt.ToChina(), end?.Due?.ToChina(), end?.LastDay, link.UsedAt?.ToChina());
    }

    internal static string PictureOf(string url)
    {
        using var maker = new QRCodeGenerator();
        using var code = maker.CreateQrCode(url, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsPerModule))}";
    }

    private static Result<string> ChannelOf(Ordinance pack, ServiceMatter matter, string? asked)
    {
        if (asked is not null) return pack.Channel(asked) is not { } known ? IntakeRefusals.UnknownChannel : known.Enabled ? known.Code : IntakeRefusals.ChannelDisabled;
        string[] kinds = matter.Mode switch { "online" => ["online", "mobile"], "kiosk" => ["kiosk"], _ => ["window"] };
        var open = pack.Channels.Where(c => c.Enabled).ToList();
        return (open.Find(c => c.Kind == "qr") ?? open.Find(c => kinds.Contains(c.Kind)) ?? open.Find(c => c.Kind != "social")) is { } channel ? channel.Code : IntakeRefusals.UnknownChannel;
    }

    private async Task<RatingLink> LinkAsync(ServiceMatter matter, string channel, CancellationToken cancellationToken)
    {
        await dialect.HoldAsync(db, ServiceDesk.LockOf(matter.Region, matter.ExternalId), cancellationToken);
        var visit = ServiceDesk.ReadVisits(matter).MaxBy(v => v.At)?.Id ?? "";
        if (await db.Set<RatingLink>().SingleOrDefaultAsync(l => l.ServiceId == matter.Id && l.Channel == channel && l.Visit == visit, cancellationToken) is { } known) return known;
        var id = Guid.NewGuid(); // all of it random: nobody can tell the next
        var link = new RatingLink
        {
            Id = id, Region = matter.Region, ServiceId = matter.Id, Channel = channel, Visit = visit, CreatedAt = clock.GetUtcNow(), CreatedBy = user.UserName, CodeHash = tokens.HashOf(tokens.CodeOf(id)),
        };
        db.Add(link);
        return link;
    }
}
