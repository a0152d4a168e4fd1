using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A pack as it is read and written on the screen: its words beside its rules, the draft, and what the reader may do with it.</summary>
public sealed record GetPackPage(string Code) : IRequest<Result<PackPage>>;

/// <param name="Code">Pack code.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="Version">The current version; null for a place that has only a draft.</param>
/// <param name="InForceFrom">First day of it; null while something is open.</param>
/// <param name="Current">The current version in full.</param>
/// <param name="Draft">The draft, for those who may write it.</param>
/// <param name="Parent">The pack it refines, in full.</param>
/// <param name="Clauses">The document, line by line.</param>
/// <param name="Versions">Every version, newest first.</param>
/// <param name="Faults">Files of the place that were not taken in.</param>
/// <param name="Schema">What the fields of a pack may be.</param>
/// <param name="OpenCases">Cases in hand, which keep their version.</param>
/// <param name="MayEdit">Whether the reader may write it.</param>
/// <param name="MayPublish">Whether the reader may publish it.</param>
/// <param name="MayConfirm">Whether the reader may settle what it leaves open.</param>
public sealed record PackPage(
    string Code, string Title, string? Version, DateOnly? InForceFrom, JsonObject? Current, DraftView? Draft, JsonObject? Parent, IReadOnlyList<ClauseLine> Clauses, IReadOnlyList<VersionRow> Versions,
    IReadOnlyList<FileFault> Faults, JsonObject Schema, int OpenCases, bool MayEdit, bool MayPublish, bool MayConfirm);

internal sealed class GetPackPageHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, CurrentUser user, IRequestHandler<ListVersions, Result<PageOf<VersionRow>>> versions)
    : IRequestHandler<GetPackPage, Result<PackPage>>
{
    public async Task<Result<PackPage>> Handle(GetPackPage request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var draft = await db.Set<PackDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Code == request.Code, cancellationToken);
        var (current, parent) = (catalog.Current(request.Code), catalog.ParentOf(request.Code, draft));
        var mayEdit = access.MayEdit(request.Code, parent);
        if (current is null && (draft is null || !mayEdit)) return OrdinanceRefusals.Unknown(request.Code);
        var view = draft is not null && mayEdit ? DraftView.Of(draft, catalog) : null;
        var rows = current is null ? [] : (await versions.Handle(new ListVersions(request.Code), cancellationToken)).Value!.Items;
        return new PackPage(
            request.Code, current?.Meta.Title ?? view!.Merged["meta"]!["title"]!.GetValue<string>(), current?.Version, rows.FirstOrDefault(r => r.Version == current?.Version)?.EffectiveFrom,
            current?.Raw, view, parent is null ? null : catalog.Current(parent)?.Raw, mayEdit && draft?.Clauses is { } words ? Clauses.Of("", words).Lines : Lines(current, parent), rows, [.. catalog.Faults.Where(f => f.Place == request.Code)], catalog.Schema.Json,
            await db.Cases.CountAsync(c => c.Region == request.Code && c.Status == "open", cancellationToken), mayEdit, access.MayPublish(request.Code, parent), access.MayConfirm(request.Code, parent));
    }

    // A refinement without a text of its own is read beside the text it refines.
    private IReadOnlyList<ClauseLine> Lines(Ordinance? current, string? parent)
    {
        var own = current is null ? [] : catalog.ClausesOf(current).Lines;
        return own.Count > 0 || parent is null || catalog.Current(parent) is not { } above ? own : catalog.ClausesOf(above).Lines;
    }
}
