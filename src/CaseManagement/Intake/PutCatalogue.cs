using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Loads the catalogue of items (事项清单) of a place in place of the present one; ratings that waited for an item are taken up (GD-6).</summary>
public sealed record PutCatalogue(string Region, string? Version, IReadOnlyList<CatalogueItemBody> Items) : IRequest<Result<CatalogueReceipt>>, IChange;

/// <param name="Code">Code of the national catalogue.</param>
/// <param name="Name">Name of the item.</param>
/// <param name="RatingNames">Names under which it is rated; one where the place wants one to one (TJ-5-3b). Left out: its own.</param>
/// <param name="Mode">How it is handled.</param>
public sealed record CatalogueItemBody(string Code, string Name, IReadOnlyList<string>? RatingNames = null, string? Mode = null);

/// <param name="Items">How many items the catalogue has now.</param>
/// <param name="Released">How many waiting ratings were taken up.</param>
/// <param name="Gaps">Items without exactly one name for rating, where the place wants that.</param>
public sealed record CatalogueReceipt(int Items, int Released, IReadOnlyList<CatalogueGap> Gaps);

/// <summary>An item with no name for rating, or with several.</summary>
public sealed record CatalogueGap(string Code, string Name, IReadOnlyList<string> RatingNames);

internal sealed class PutCatalogueHandler(CaseDbContext db, CatalogueAccess access, CatalogueGaps gaps, HeldRatings held, TimeProvider clock, CurrentUser user)
    : IRequestHandler<PutCatalogue, Result<CatalogueReceipt>>
{
    private const int Most = 20_000;

    public async Task<Result<CatalogueReceipt>> Handle(PutCatalogue request, CancellationToken cancellationToken)
    {
        if (await access.RefusalAsync(request.Region, user, cancellationToken) is { } notHere) return notHere;
        var form = new IntakeText().AtMost("/items", request.Items.Count, Most).Line("/version", request.Version, IntakeText.LongestId);
        foreach (var (item, i) in request.Items.Select((item, i) => (item, i)))
        {
            form.Line($"/items/{i}/code", item.Code, IntakeText.LongestId, required: true).Line($"/items/{i}/name", item.Name, IntakeText.LongestName, required: true);
            foreach (var name in item.RatingNames ?? []) form.Line($"/items/{i}/ratingNames", name, IntakeText.LongestName, required: true);
        }
        if (form.Unless(request.Items.DistinctBy(i => i.Code).Count() == request.Items.Count, () => IntakeRefusals.ItemTwice).Refusal is { } malformed) return malformed;

        await db.Set<CatalogueItem>().Where(i => i.Region == request.Region).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(request.Items.SelectMany(item => NamesOf(item).Select(name => new CatalogueItem
        {
            Region = request.Region, Code = item.Code, RatingName = name, Name = item.Name, Mode = item.Mode, Version = request.Version, EnteredAt = clock.GetUtcNow(),
        })));
        await db.SaveChangesAsync(cancellationToken);
        var released = await held.ReleaseAsync(request.Region, [.. request.Items.Select(i => i.Code)], cancellationToken);
        return new CatalogueReceipt(request.Items.Count, released, await gaps.OfAsync(request.Region, cancellationToken));
    }

    private static IEnumerable<string> NamesOf(CatalogueItemBody item) => item.RatingNames switch { null => [item.Name], [] => [""], var names => names.Distinct() };
}

/// <summary>Who keeps the catalogue of a place: whoever edits its rules.</summary>
internal sealed class CatalogueAccess(CaseDbContext db, AccessLog accessLog)
{
    public async Task<Refusal?> RefusalAsync(string region, CurrentUser user, CancellationToken cancellationToken)
    {
        if (await db.Regions.FindAsync([region], cancellationToken) is null) return IntakeRefusals.UnknownRegion;
        if (user.May(Acts.PackEdit, IntakePlace.RootOf(region))) return null;
        await accessLog.RefusedAsync(Acts.PackEdit, $"catalogue:{region}");
        return HttpRefusals.NotAllowed;
    }
}
