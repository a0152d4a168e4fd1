using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The form of one task, filled with what the pack and the kind's rule say of its case.</summary>
public sealed class TaskForms(FormCatalog catalog, OrdinanceCatalog ordinances, IEnumerable<ITaskRule> rules, PersonalData personalData)
{
    public async Task<FormDefinition> ForAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var form = await catalog.GetAsync(work.Task.Form, work.Task.FormVersion, cancellationToken);
        IReadOnlyList<FormField> fields = [.. form.Fields.Select(f => Resolved(f, work.Case))];
        if (RuleOf(work.Task.Kind) is not { } rule) return form with { Fields = fields };
        var outcomes = rule.OutcomesOf(work.Case, form.Outcomes);
        fields = [.. (await rule.PrepareAsync(work, fields, cancellationToken)).Where(f => f.ShownFor is null || outcomes.Any(o => f.ShownFor.Contains(o.Name)))];
        return form with { Fields = fields, Outcomes = outcomes };
    }

    /// <summary>What is to be read beside the form.</summary>
    public ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) =>
        RuleOf(work.Task.Kind)?.FactsAsync(work, cancellationToken) ?? ValueTask.FromResult<IReadOnlyList<TaskFact>>([]);

    public ITaskRule? RuleOf(string kind) => rules.SingleOrDefault(r => r.Kind == kind);

    /// <summary>The fields as they are stored: personal ones sealed.</summary>
    public string Sealed(IReadOnlyList<FormField> form, JsonObject fields) =>
        Changed(fields, Personal(form), (_, value) => new JsonObject { ["sealed"] = personalData.Seal(value.ToJsonString(EventHash.Json)) }).ToJsonString(EventHash.Json);

    /// <summary>The stored fields as their readers see them.</summary>
    public JsonObject Opened(IReadOnlyList<FormField> form, string stored) =>
        Changed(JsonNode.Parse(stored)!.AsObject(), Personal(form), (_, value) => JsonNode.Parse(personalData.Open(value["sealed"]!.GetValue<string>())!));

    /// <summary>The fields as history and workflow may keep them: of a personal field only a keyed hash, enough to prove that it was not altered.</summary>
    public JsonObject Public(IReadOnlyList<FormField> form, JsonObject fields) =>
        Changed(fields, Personal(form), (name, value) => new JsonObject { ["hash"] = personalData.Hash(name, value.ToJsonString(EventHash.Json)) });

    private static HashSet<string> Personal(IReadOnlyList<FormField> form) => [.. form.Where(f => f.Personal).Select(f => f.Name)];

    private static JsonObject Changed(JsonObject fields, HashSet<string> names, Func<string, JsonNode, JsonNode?> change) =>
        new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value is { } value && names.Contains(f.Key) ? change(f.Key, value) : f.Value?.DeepClone())));

    private FormField Resolved(FormField field, Case @case) => field.OptionsFrom switch
    {
        null => field,
        "case.classes" => field with
        {
            OptionsFrom = null, OptionsExcept = null,
            Options = [.. (ordinances.Get(@case.PackCode, @case.PackVersion).Case.Classes ?? []).Where(c => field.OptionsExcept?.Contains(c.Code) != true).Select(c => new FormOption(c.Code, c.Name ?? c.Code))],
        },
        var source => throw new InvalidOperationException($"Expected options of field '{field.Name}' from 'case.classes', but they are from '{source}'."),
    };
}
