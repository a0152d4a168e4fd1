using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>Makes the draft the next version, for cases opened from now on. Open cases keep the versions of their time.</summary>
/// <param name="Name">The form.</param>
public sealed record PublishForm(string Name) : IRequest<Result<PublishedForm>>, IChange;

/// <param name="Name">The form.</param>
/// <param name="Version">The new version.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Changes">What it changed, in sentences.</param>
public sealed record PublishedForm(string Name, int Version, DateTimeOffset PublishedAt, string PublishedBy, IReadOnlyList<string> Changes);

internal sealed class PublishFormHandler(CaseDbContext db, FormCatalog catalog, FormUse use, FormAct act, CurrentUser user) : IRequestHandler<PublishForm, Result<PublishedForm>>
{
    public async Task<Result<PublishedForm>> Handle(PublishForm request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        if (await db.Set<DraftedForm>().FindAsync([request.Name], cancellationToken) is not { } draft) return FormRefusals.NoDraft(request.Name);
        var (form, current) = (FormDefinition.Parse(draft.Json), catalog.Newest(request.Name));
        var changes = FormChanges.Between(current, form);
        if (changes.Count == 0) return FormRefusals.NothingNew;
        if (await use.UnconnectedAsync(form, cancellationToken) is { Count: > 0 } open) return FormRefusals.Unconnected(open);
        var version = await catalog.AddAsync(request.Name, draft.Json, user.UserName, cancellationToken);
        db.Remove(draft);
        await act.RecordAsync(request.Name, "published", version.Version, cancellationToken);
        return new PublishedForm(request.Name, version.Version, version.ImportedAt, user.UserName, changes);
    }
}
