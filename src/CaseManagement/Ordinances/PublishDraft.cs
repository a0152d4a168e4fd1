using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Makes the draft the next version, for cases opened from a day on; open cases keep theirs (X-CLK-8).</summary>
public sealed record PublishDraft(string Code, DateOnly EffectiveFrom) : IRequest<Result<PublishedVersion>>, ILawChange;

/// <param name="Code">Pack code.</param>
/// <param name="Version">The new version.</param>
/// <param name="Number">Its place in the order of publication.</param>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Unconfirmed">What has to be confirmed before it is in force (X-PACK-2).</param>
public sealed record PublishedVersion(string Code, string Version, int Number, DateOnly EffectiveFrom, DateTimeOffset PublishedAt, string PublishedBy, IReadOnlyList<string> Unconfirmed);

internal sealed class PublishDraftHandler(
    CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, PackConfirmations confirmations, NewPlace place, BoundWorkflows bound, CurrentUser user, TimeProvider clock)
    : IRequestHandler<PublishDraft, Result<PublishedVersion>>
{
    public async Task<Result<PublishedVersion>> Handle(PublishDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.Set<PackDraft>().FindAsync([request.Code], cancellationToken);
        if (!access.MayPublish(request.Code, catalog.ParentOf(request.Code, draft))) return await access.RefusedAsync(Acts.PackPublish, request.Code);
        if (draft is null) return OrdinanceRefusals.NoDraft(request.Code);
        var today = clock.GetUtcNow().LocalDate();
        // What was in force on a day that is over stays so: cases and figures rest on it.
        if (request.EffectiveFrom < today && catalog.InForce(request.Code, today) is not null) return OrdinanceRefusals.EffectiveInThePast(today);
        if (request.EffectiveFrom > ChinaTime.LastDay) return OrdinanceRefusals.BadInput([new("/effectiveFrom", $"不能晚于 {ChinaTime.LastDay:yyyy-MM-dd}。")]);

        var present = await db.Set<PackVersion>().Where(v => v.Code == request.Code).ToListAsync(cancellationToken);
        var own = (JsonObject)JsonNode.Parse(draft.Json)!;
        var check = catalog.Check.Check(PackVersions.Dated(own, VersionOf(own, present), request.EffectiveFrom));
        if (check.Errors.Count > 0) return OrdinanceRefusals.FaultyDraft(check.Errors); // the parent may have moved since it was saved
        // An imported draft may have come before its workflows were published.
        if (await bound.UnknownAsync(check.Merged, cancellationToken) is { Count: > 0 } missing) return OrdinanceRefusals.FaultyDraft(missing);
        if (await bound.UnfitAsync(check.Merged, null, cancellationToken) is { Count: > 0 } unfit) return OrdinanceRefusals.FaultyDraft(unfit);
        var version = PackVersions.Made(check, draft.Clauses ?? present.MaxBy(p => p.Number)?.Clauses, present, user.UserName, clock.GetUtcNow());
        db.Add(version);
        db.Remove(draft);
        await confirmations.CarryOverAsync(version, cancellationToken);
        await place.PrepareAsync(check.Merged, today, cancellationToken);
        return new PublishedVersion(version.Code, version.Version, version.Number, request.EffectiveFrom, version.PublishedAt, version.PublishedBy, Unconfirmed(version, check.Merged));
    }

    private IReadOnlyList<string> Unconfirmed(PackVersion version, JsonObject pack)
    {
        var confirmed = db.Set<PackConfirmation>().Local.Where(c => c.Code == version.Code && c.Version == version.Version).Select(c => c.Pointer).ToHashSet();
        return [.. OpenPoints.Of(pack).Where(p => !confirmed.Contains(p))];
    }

    // The draft's own number, when nothing bears it yet; otherwise the one that follows the newest.
    private static string VersionOf(JsonObject pack, List<PackVersion> present)
    {
        var (wanted, taken) = (pack["meta"]!["version"]!.GetValue<string>(), present.Select(p => p.Version).ToHashSet());
        return taken.Contains(wanted) ? PackVersions.After(present.MaxBy(p => p.Number)!.Version, taken) : wanted;
    }
}
