using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>One task with its form and what the user may do with it.</summary>
public sealed record GetTask(Guid Id) : IRequest<Result<TaskDetail>>;

/// <param name="Row">What the inbox shows of it.</param>
/// <param name="Form">The form to fill in.</param>
/// <param name="Fields">What was submitted, once completed.</param>
/// <param name="CompletedAt">When it was completed.</param>
/// <param name="CompletedByName">By whom.</param>
/// <param name="Outcome">With which outcome.</param>
/// <param name="MayClaim">The user is a candidate and nobody holds it.</param>
/// <param name="MayRelease">The user holds it.</param>
/// <param name="MayComplete">The user holds it or may complete it without claiming first.</param>
/// <param name="Revision">Raised by every change; two editors are told apart by it.</param>
/// <param name="Facts">To read beside the form, such as what an applicant asked for.</param>
public sealed record TaskDetail(
    TaskRow Row, TaskForm Form, JsonObject? Fields, DateTimeOffset? CompletedAt, string? CompletedByName, string? Outcome,
    bool MayClaim, bool MayRelease, bool MayComplete, int Revision, IReadOnlyList<TaskFact> Facts, bool ReadsCase = true)
{
    /// <summary>The user is one of its candidates: may keep a draft and read those that are shared.</summary>
    public bool MayDraft { get; init; }

    /// <summary>The user may have a colleague do it in their stead.</summary>
    public bool MayDelegate { get; init; }

    /// <summary>The user gave it to a colleague and may take it back.</summary>
    public bool MayTakeBack { get; init; }

    /// <summary>The user may give it to somebody else for good.</summary>
    public bool MayReassign { get; init; }

    /// <summary>In whose stead the user would complete it; null when in their own.</summary>
    public string? ActingForName { get; init; }

    /// <summary>In whose stead it was completed.</summary>
    public string? ActedForName { get; init; }
}

/// <summary>A form as data (<c>definitions/forms/*.json</c>, shape of api.md).</summary>
/// <param name="Fields">In the order of the page.</param>
/// <param name="Templates">Texts that may be taken over into a field; null where there are none.</param>
public sealed record TaskForm(IReadOnlyList<FormField> Fields, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FormTemplate>? Templates = null);

/// <param name="Name">Key in <c>fields</c>.</param>
/// <param name="Label">What the user reads.</param>
/// <param name="Type"><c>text</c>, <c>choice</c>, <c>choices</c>, <c>boolean</c>, <c>number</c>, <c>date</c>, <c>dateTime</c>, <c>attachment</c>, <c>unit</c>, <c>person</c>.</param>
/// <param name="Required">Needed for every outcome.</param>
/// <param name="RequiredFor">Needed for these outcomes only.</param>
/// <param name="Options">Choices.</param>
/// <param name="Hint">A sentence beneath the field.</param>
/// <param name="Multiline">Several lines of text.</param>
/// <param name="MaxLength">Longest text.</param>
/// <param name="Default">Value to begin with.</param>
/// <param name="ShownFor">Shown only for these outcomes; null means always.</param>
/// <param name="Personal">May hold personal data: sealed at rest and kept out of the history.</param>
public sealed record FormField(
    string Name, string Label, string Type, bool Required = false, IReadOnlyList<string>? RequiredFor = null, IReadOnlyList<FormOption>? Options = null,
    string? Hint = null, bool Multiline = false, int? MaxLength = null, JsonNode? Default = null, IReadOnlyList<string>? ShownFor = null, bool Personal = false)
{
    /// <summary>Where the options come from when they are not in the form itself: <c>case.classes</c> of the pack. Resolved before anybody sees the form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OptionsFrom { get; init; }

    /// <summary>Options of that source that this form does not offer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? OptionsExcept { get; init; }

    /// <summary>Must somebody who chooses this outcome fill the field in?</summary>
    public bool RequiredWith(string outcome) => Required || RequiredFor?.Contains(outcome) == true;

    /// <summary>Is the field part of the form for this outcome?</summary>
    public bool ShownWith(string outcome) => ShownFor is null || ShownFor.Contains(outcome);
}

public sealed record FormOption(string Value, string Text);

internal sealed class GetTaskHandler(TaskAccess access, TaskForms forms, TaskFields filled, TaskRows rows, DisplayNames names, CurrentUser user) : IRequestHandler<GetTask, Result<TaskDetail>>
{
    public async Task<Result<TaskDetail>> Handle(GetTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToReadAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        var form = await forms.ForAsync(found.Value, cancellationToken);
        var (open, mine) = (task.Status == "open", task.Status == "open" && access.IsCandidate(task));
        var (free, held) = (mine && task.Assignee is null, mine && user.ActsAs(task.Assignee));
        return new TaskDetail(
            await rows.OneAsync(found.Value, cancellationToken), new TaskForm(form.Fields, form.Templates), task.Fields is { } fields ? filled.Opened(form.Fields, fields) : null,
            task.CompletedAt, task.CompletedBy is { } by ? await names.OfAsync(by, cancellationToken) : null, task.Outcome,
            MayClaim: free, MayRelease: held, MayComplete: free || held, task.Revision, await forms.FactsAsync(found.Value, cancellationToken), ReadsCase: user.May(Acts.ReadCase, found.Value.Case.UnitPath))
        {
            MayDraft = mine, MayDelegate = free || (held && task.DelegatedBy is null), MayTakeBack = mine && !held && user.ActsAs(task.DelegatedBy),
            MayReassign = (open && access.MaySteer(task)) || free || (held && task.DelegatedBy is null),
            ActingForName = mine && (free || held) && access.ActingFor(task) is { } stead ? await names.OfAsync(stead, cancellationToken) : null,
            ActedForName = task.ActedFor is { } absent ? await names.OfAsync(absent, cancellationToken) : null,
        };
    }
}
