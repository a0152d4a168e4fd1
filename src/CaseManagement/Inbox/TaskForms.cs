using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The form of one task, filled with what the pack and the kind's rule say of its case.</summary>
public sealed class TaskForms(FormCatalog catalog, OrdinanceCatalog ordinances, IEnumerable<ITaskRule> rules)
{
    public async Task<FormDefinition> ForAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var form = await catalog.GetAsync(work.Task.Form, work.Task.FormVersion, cancellationToken);
        var first = form.Templates?.FirstOrDefault(template => template.Name == work.Task.Template);
        IReadOnlyList<FormField> fields = [.. form.Fields.Select(f => Resolved(f, work.Case)).Select(f => f.Name == first?.Field ? f with { Default = first.Text } : f)];
        if (RuleOf(work.Task.Kind) is not { } rule) return form with { Fields = fields };
        var outcomes = rule.OutcomesOf(work.Case, form.Outcomes);
        fields = [.. (await rule.PrepareAsync(work, fields, cancellationToken)).Where(f => f.ShownFor is null || outcomes.Any(o => f.ShownFor.Contains(o.Name)))];
        return form with { Fields = fields, Outcomes = outcomes };
    }

    /// <summary>What is to be read beside the form.</summary>
    public ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) =>
        RuleOf(work.Task.Kind)?.FactsAsync(work, cancellationToken) ?? ValueTask.FromResult<IReadOnlyList<TaskFact>>([]);

    public ITaskRule? RuleOf(string kind) => rules.SingleOrDefault(r => r.Kind == kind);

    private FormField Resolved(FormField field, Case @case) => field.OptionsFrom switch
    {
        null => field,
        FormCheck.ClassesOfThePack => field with
        {
            OptionsFrom = null, OptionsExcept = null,
            Options = [.. (ordinances.Get(@case.PackCode, @case.PackVersion).Case.Classes ?? []).Where(c => field.OptionsExcept?.Contains(c.Code) != true).Select(c => new FormOption(c.Code, c.Name ?? c.Code))],
        },
        var source => throw new InvalidOperationException($"Expected options of field '{field.Name}' from '{FormCheck.ClassesOfThePack}', but they are from '{source}'."),
    };
}
