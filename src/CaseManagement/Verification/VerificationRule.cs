using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Verification;

/// <summary>Finding the facts: the rater is contacted before (AK-15-1a), and the class decides the limit.</summary>
internal sealed class VerificationRule(OrdinanceCatalog ordinances, CaseTimeline timeline) : ITaskRule
{
    private static readonly string[] Contact = ["contacted", "contactMethod"];

    public string Kind => "verify";

    // Where the pack demands the contact, the form says so from the start.
    public ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>(ContactRequired(work.Case) ? [.. fields.Select(f => Contact.Contains(f.Name) ? f with { RequiredFor = ["confirmed"] } : f)] : fields);

    public Refusal? RefusalOf(IReadOnlyList<FieldError> errors) =>
        errors.All(e => Contact.Any(name => e.Pointer == FormRules.Pointer(name))) ? VerificationRefusals.ContactRequired : null;

    public ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken) => ValueTask.FromResult(Applied(work));

    private Refusal? Applied(TaskWork work)
    {
        if (work.Outcome != "confirmed") return null;
        if (ContactRequired(work.Case) && (work.Fields["contacted"]?.GetValue<bool>() != true || string.IsNullOrEmpty((string?)work.Fields["contactMethod"])))
            return VerificationRefusals.ContactRequired;
        if ((string?)work.Fields["class"] is { Length: > 0 } @class && @class != work.Case.Class) Classify(work, @class);
        return null;
    }

    private bool ContactRequired(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Case.Verification?.ContactRequired == true;

    private void Classify(TaskWork work, string @class)
    {
        timeline.Append(work.Case, work.By, "classified", new JsonObject { ["from"] = work.Case.Class, ["to"] = @class });
        work.Case.Class = @class;
    }
}

internal static class VerificationRefusals
{
    public static readonly Refusal ContactRequired = Refusal.Rule("contactRequired", "请先联系评价人，勾选“已联系评价人”并选择“联系方式”，再提交核实结果。",
        new FieldError("/fields/contacted", "请先联系评价人，再勾选“已联系评价人”。"), new FieldError("/fields/contactMethod", "请选择“联系方式”。"));
}
