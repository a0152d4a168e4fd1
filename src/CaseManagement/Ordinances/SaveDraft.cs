using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Stores what shall become the next version of a pack, if it is without fault (X-PACK-1).</summary>
/// <param name="Code">Pack code; a new one begins a new place.</param>
/// <param name="Pack">The pack; one that refines a parent writes only what differs.</param>
/// <param name="Revision">The revision the writer has before them; null overwrites whatever is there.</param>
/// <param name="Clauses">The text of the clauses, where it is given with the pack.</param>
public sealed record SaveDraft(string Code, JsonObject Pack, int? Revision = null, JsonObject? Clauses = null) : IRequest<Result<DraftView>>, IChange;

internal sealed class SaveDraftHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, BoundWorkflows bound, CurrentUser user, TimeProvider clock) : IRequestHandler<SaveDraft, Result<DraftView>>
{
    public async Task<Result<DraftView>> Handle(SaveDraft request, CancellationToken cancellationToken)
    {
        var parent = PackInheritance.ParentOf(request.Pack);
        var present = catalog.Newest(request.Code);
        // Who may write the present pack may; naming another parent opens no door.
        if (!access.MayEdit(request.Code, present is null ? parent : present.Parent)) return await access.RefusedAsync(Acts.PackEdit, request.Code);
        if (await FaultsAsync(request, cancellationToken) is { Count: > 0 } faults) return OrdinanceRefusals.FaultyDraft(faults);
        var draft = await db.Set<PackDraft>().FindAsync([request.Code], cancellationToken);
        if (request.Revision is { } seen && seen != (draft?.Revision ?? 0)) return OrdinanceRefusals.DraftChanged(draft?.SavedBy);
        if (draft is null) db.Add(draft = new PackDraft { Code = request.Code, Json = "", SavedAt = clock.GetUtcNow(), SavedBy = user.UserName });
        (draft.Json, draft.SavedAt, draft.SavedBy, draft.Revision) = (DefinitionFiles.Canonical(request.Pack), clock.GetUtcNow(), user.UserName, draft.Revision + 1);
        if (request.Clauses is not null) draft.Clauses = DefinitionFiles.Canonical(request.Clauses);
        return DraftView.Of(draft, catalog);
    }

    private async Task<IReadOnlyList<FieldError>> FaultsAsync(SaveDraft request, CancellationToken cancellationToken)
    {
        var check = catalog.Check.Check(request.Pack);
        List<FieldError> faults = [.. check.Errors];
        if (check.Merged["meta"] is JsonObject meta && meta["id"]?.ToString() is { } id && id != request.Code) faults.Add(new("/meta/id", $"应与规则包代码 {request.Code} 一致。"));
        if (faults.Count == 0) faults.AddRange(await bound.UnknownAsync(check.Merged, cancellationToken));
        if (request.Clauses is not null) faults.AddRange(Clauses.Faults(request.Clauses));
        return faults;
    }
}

/// <summary>A draft with what it changes and what it leaves open.</summary>
/// <param name="Code">Pack code.</param>
/// <param name="Revision">Rises with every save.</param>
/// <param name="SavedAt">When.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="BasedOn">The version it is compared with; null for a new place.</param>
/// <param name="Pack">What the place wrote.</param>
/// <param name="Merged">What will hold, with the parent's rules.</param>
/// <param name="Changes">Against the version in force or the last one published.</param>
/// <param name="Open">What will have to be confirmed before it is in force.</param>
public sealed record DraftView(
    string Code, int Revision, DateTimeOffset SavedAt, string SavedBy, string? BasedOn, JsonObject Pack, JsonObject Merged, IReadOnlyList<PackChange> Changes, IReadOnlyList<string> Open)
{
    internal static DraftView Of(PackDraft draft, OrdinanceCatalog catalog)
    {
        var check = catalog.Check.Check((JsonObject)JsonNode.Parse(draft.Json)!);
        var before = catalog.Current(draft.Code);
        return new DraftView(
            draft.Code, draft.Revision, draft.SavedAt, draft.SavedBy, before?.Version, check.Own, (JsonObject)check.Merged.DeepClone(),
            PackChanges.Between(before?.Raw, check.Merged), [.. OpenPoints.Of(check.Merged)]);
    }
}
