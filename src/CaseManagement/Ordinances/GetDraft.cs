using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The draft of a pack, for those who may write it.</summary>
public sealed record GetDraft(string Code) : IRequest<Result<DraftView>>;

internal sealed class GetDraftHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, CurrentUser user) : IRequestHandler<GetDraft, Result<DraftView>>
{
    public async Task<Result<DraftView>> Handle(GetDraft request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var draft = await db.Set<PackDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Code == request.Code, cancellationToken);
        if (!access.MayEdit(request.Code, catalog.ParentOf(request.Code, draft))) return await access.RefusedAsync(Acts.PackEdit, request.Code);
        return draft is null ? OrdinanceRefusals.NoDraft(request.Code) : DraftView.Of(draft, catalog);
    }
}

/// <summary>Throws a draft away; what is published stays.</summary>
public sealed record DiscardDraft(string Code) : IRequest<Result<DiscardedDraft>>, IChange;

public sealed record DiscardedDraft(string Code, int Revision);

internal sealed class DiscardDraftHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, CurrentUser user) : IRequestHandler<DiscardDraft, Result<DiscardedDraft>>
{
    public async Task<Result<DiscardedDraft>> Handle(DiscardDraft request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var draft = await db.Set<PackDraft>().FindAsync([request.Code], cancellationToken);
        if (!access.MayEdit(request.Code, catalog.ParentOf(request.Code, draft))) return await access.RefusedAsync(Acts.PackEdit, request.Code);
        if (draft is null) return OrdinanceRefusals.NoDraft(request.Code);
        db.Remove(draft);
        return new DiscardedDraft(draft.Code, draft.Revision);
    }
}
