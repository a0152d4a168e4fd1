using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>The forms that tasks use, with the version new cases get.</summary>
public sealed record ListForms : IRequest<Result<PageOf<FormRow>>>;

/// <param name="Name">What a human task names.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Version">The newest published version; null for a form that is only a draft.</param>
/// <param name="PublishedAt">When it came.</param>
/// <param name="PublishedBy">By whom; null where it came with the product.</param>
/// <param name="DraftBy">Who draws at the next version; null where nobody does.</param>
/// <param name="Fields">How many fields.</param>
/// <param name="Outcomes">Names of the outcomes.</param>
/// <param name="Steps">Steps of published workflows that use it.</param>
public sealed record FormRow(string Name, string Title, int? Version, DateTimeOffset? PublishedAt, string? PublishedBy, string? DraftBy, int Fields, IReadOnlyList<string> Outcomes, IReadOnlyList<FormStep> Steps);

internal sealed class ListFormsHandler(CaseDbContext db, FormUse use, CurrentUser user) : IRequestHandler<ListForms, Result<PageOf<FormRow>>>
{
    public async Task<Result<PageOf<FormRow>>> Handle(ListForms request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var versions = await db.Set<FormVersion>().AsNoTracking().ToListAsync(cancellationToken);
        var drafts = await db.Set<DraftedForm>().AsNoTracking().ToDictionaryAsync(draft => draft.Name, cancellationToken);
        var steps = await use.StepsAsync(cancellationToken);
        var names = versions.Select(version => version.Name).Concat(drafts.Keys).Distinct().Order(StringComparer.Ordinal);
        return PageOf<FormRow>.Whole([.. names.Select(name => Row(name, versions.Where(v => v.Name == name).MaxBy(v => v.Version), drafts.GetValueOrDefault(name), [.. steps[name]]))]);
    }

    private static FormRow Row(string name, FormVersion? version, DraftedForm? draft, IReadOnlyList<FormStep> steps)
    {
        var form = FormDefinition.Parse((version?.Json ?? draft?.Json)!);
        return new FormRow(name, form.Title, version?.Version, version?.ImportedAt, version?.PublishedBy, draft?.SavedBy, form.Fields.Count, [.. form.Outcomes.Select(outcome => outcome.Label)], steps);
    }
}
