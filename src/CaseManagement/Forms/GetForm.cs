using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>One form: what holds now, what is being drawn, every version there was, and who did what.</summary>
/// <param name="Name">The form.</param>
public sealed record GetForm(string Name) : IRequest<Result<FormView>>;

/// <param name="Name">What a human task names.</param>
/// <param name="Version">The newest published version; null while it is only a draft.</param>
/// <param name="Form">That version.</param>
/// <param name="Draft">What is being drawn.</param>
/// <param name="Versions">Newest first, each with what it changed.</param>
/// <param name="Events">Newest first.</param>
/// <param name="Steps">Steps of published workflows that use it.</param>
/// <param name="Classes">The options of a choice that takes them from the rule packs, for trying it.</param>
/// <param name="OpenTasks">Tasks that are open with some version of it.</param>
/// <param name="MayEdit">The user may draw.</param>
/// <param name="MayPublish">The user may publish.</param>
public sealed record FormView(
    string Name, int? Version, FormDefinition? Form, FormDraftView? Draft, IReadOnlyList<FormVersionRow> Versions, IReadOnlyList<FormEventRow> Events, IReadOnlyList<FormStep> Steps, IReadOnlyList<FormOption> Classes, int OpenTasks, bool MayEdit, bool MayPublish);

/// <param name="Revision">Rises with every save.</param>
/// <param name="SavedAt">When.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="Form">The form as it would be.</param>
/// <param name="Changes">Against the version that holds now, in sentences.</param>
public sealed record FormDraftView(int Revision, DateTimeOffset SavedAt, string SavedBy, FormDefinition Form, IReadOnlyList<string> Changes);

/// <param name="Version">1, 2, 3 …</param>
/// <param name="At">When it came.</param>
/// <param name="By">By whom; null where it came with the product.</param>
/// <param name="Changes">Against the version before, in sentences.</param>
public sealed record FormVersionRow(int Version, DateTimeOffset At, string? By, IReadOnlyList<string> Changes);

public sealed record FormEventRow(string Act, int? Version, DateTimeOffset At, string Actor, string ActorName);

internal sealed class GetFormHandler(CaseDbContext db, FormUse use, OrdinanceCatalog ordinances, DisplayNames names, CurrentUser user) : IRequestHandler<GetForm, Result<FormView>>
{
    public async Task<Result<FormView>> Handle(GetForm request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var versions = await db.Set<FormVersion>().AsNoTracking().Where(version => version.Name == request.Name).OrderByDescending(version => version.Version).ToListAsync(cancellationToken);
        var draft = await db.Set<DraftedForm>().AsNoTracking().SingleOrDefaultAsync(form => form.Name == request.Name, cancellationToken);
        if (versions.Count == 0 && draft is null) return FormRefusals.Unknown(request.Name);
        var read = versions.Select(version => FormDefinition.Parse(version.Json)).ToList();
        var current = read.Count > 0 ? read[0] : null;
        return new FormView(
            request.Name, versions.Count > 0 ? versions[0].Version : null, current, draft is null ? null : View(draft, current),
            [.. versions.Select((version, at) => new FormVersionRow(version.Version, version.ImportedAt, version.PublishedBy, at + 1 < read.Count ? FormChanges.Between(read[at + 1], read[at]) : []))],
            await EventsAsync(request.Name, cancellationToken), [.. (await use.StepsAsync(cancellationToken))[request.Name]], Classes(),
            await db.Tasks.CountAsync(task => task.Form == request.Name && task.Status == "open", cancellationToken), user.May(Acts.WorkflowEdit), user.May(Acts.WorkflowPublish));
    }

    private IReadOnlyList<FormOption> Classes() =>
        [.. ordinances.All.SelectMany(version => version.Ordinance.Case.Classes ?? []).Where(item => item.Name is not null).DistinctBy(item => item.Code).Select(item => new FormOption(item.Code, item.Name!))];

    internal static FormDraftView View(DraftedForm draft, FormDefinition? current)
    {
        var form = FormDefinition.Parse(draft.Json);
        return new FormDraftView(draft.Revision, draft.SavedAt, draft.SavedBy, form, FormChanges.Between(current, form));
    }

    private async Task<IReadOnlyList<FormEventRow>> EventsAsync(string name, CancellationToken cancellationToken)
    {
        var events = await db.Set<FormEvent>().AsNoTracking().Where(e => e.Name == name).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(200).ToListAsync(cancellationToken);
        var rows = new List<FormEventRow>();
        foreach (var e in events) rows.Add(new FormEventRow(e.Act, e.Version, e.At, e.Actor, await names.OfAsync(e.Actor, cancellationToken)));
        return rows;
    }
}

/// <summary>One version of a form as it was published.</summary>
public sealed record GetFormVersion(string Name, int Version) : IRequest<Result<FormDefinition>>;

internal sealed class GetFormVersionHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<GetFormVersion, Result<FormDefinition>>
{
    public async Task<Result<FormDefinition>> Handle(GetFormVersion request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var json = await db.Set<FormVersion>().Where(f => f.Name == request.Name && f.Version == request.Version).Select(f => f.Json).SingleOrDefaultAsync(cancellationToken);
        return json is null ? FormRefusals.Unknown(request.Name) : FormDefinition.Parse(json);
    }
}
