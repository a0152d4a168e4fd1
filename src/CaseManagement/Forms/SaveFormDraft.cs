using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>Stores what shall become the next version of a form, if it can be filled in.</summary>
/// <param name="Name">The form; a new name begins a new form.</param>
/// <param name="Form">The form as a file has it.</param>
/// <param name="Revision">The revision the writer has before them; null overwrites whatever is there.</param>
public sealed record SaveFormDraft(string Name, JsonObject Form, int? Revision = null) : IRequest<Result<FormDraftView>>, IChange;

internal sealed class SaveFormDraftHandler(CaseDbContext db, FormCatalog catalog, FormAct act, CurrentUser user, TimeProvider clock) : IRequestHandler<SaveFormDraft, Result<FormDraftView>>
{
    public async Task<Result<FormDraftView>> Handle(SaveFormDraft request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var read = Read(request);
        if (!read.Ok) return read.Refusal;
        var draft = await db.Set<DraftedForm>().FindAsync([request.Name], cancellationToken);
        if (request.Revision is { } seen && seen != (draft?.Revision ?? 0)) return FormRefusals.DraftChanged(draft?.SavedBy);
        if (draft is null) db.Add(draft = new DraftedForm { Name = request.Name, Json = "", SavedAt = clock.GetUtcNow(), SavedBy = user.UserName });
        (draft.Json, draft.SavedAt, draft.SavedBy, draft.Revision) = (read.Value.Write(), clock.GetUtcNow(), user.UserName, draft.Revision + 1);
        await act.RecordAsync(request.Name, "saved", null, cancellationToken);
        return GetFormHandler.View(draft, catalog.Newest(request.Name));
    }

    private static Result<FormDefinition> Read(SaveFormDraft request)
    {
        try
        {
            var form = FormDefinition.Read(request.Form.ToJsonString());
            List<FieldError> faults = [.. FormCheck.Faults(form)];
            if (form.Name != request.Name) faults.Add(new FieldError("/name", $"应与表单编号 {request.Name} 一致。"));
            return faults.Count > 0 ? FormRefusals.Faulty(faults) : form;
        }
        catch (JsonException fault)
        {
            return FormRefusals.Unreadable(PointerOf(fault.Path));
        }
    }

    // "$.fields[0].hint" as a pointer.
    private static string PointerOf(string? path) => (path ?? "$").Replace("$", "", StringComparison.Ordinal).Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
}

/// <summary>Throws a draft away; what is published stays.</summary>
public sealed record DiscardFormDraft(string Name) : IRequest<Result<DiscardedFormDraft>>, IChange;

public sealed record DiscardedFormDraft(string Name, int Revision);

internal sealed class DiscardFormDraftHandler(CaseDbContext db, FormAct act, CurrentUser user) : IRequestHandler<DiscardFormDraft, Result<DiscardedFormDraft>>
{
    public async Task<Result<DiscardedFormDraft>> Handle(DiscardFormDraft request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (await db.Set<DraftedForm>().FindAsync([request.Name], cancellationToken) is not { } draft) return FormRefusals.NoDraft(request.Name);
        db.Remove(draft);
        await act.RecordAsync(request.Name, "discarded", null, cancellationToken);
        return new DiscardedFormDraft(draft.Name, draft.Revision);
    }
}
