using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What a kind of task asks beyond its form. A slice has one only where the law asks more than a form can say.</summary>
public interface ITaskRule
{
    string Kind { get; }

    /// <summary>Fills in what the form cannot know by itself, such as the suggested unit.</summary>
    ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken) => ValueTask.FromResult(fields);

    /// <summary>What whoever does the task reads beside its form, such as what was asked for.</summary>
    ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<TaskFact>>([]);

    /// <summary>The outcomes of the form that this case knows.</summary>
    IReadOnlyList<TaskOutcome> OutcomesOf(Case @case, IReadOnlyList<TaskOutcome> outcomes) => outcomes;

    /// <summary>The refusal of its own where nothing but what the law names is wrong with the form; null where the form's refusal says it all.</summary>
    Refusal? RefusalOf(IReadOnlyList<FieldError> errors) => null;

    /// <summary>Refuses, or stages what the outcome means for the case. The form has been checked before.</summary>
    ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken);
}

/// <summary>A task being completed.</summary>
/// <param name="Task">The task.</param>
/// <param name="Case">Its case.</param>
/// <param name="Outcome">The chosen outcome.</param>
/// <param name="Fields">The submitted fields.</param>
/// <param name="By">Who completes it.</param>
public sealed record TaskWork(TaskItem Task, Case Case, string Outcome, JsonObject Fields, Signature By);

/// <summary>Something to read beside a form.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Text">Its words.</param>
/// <param name="Files">Files that belong to it.</param>
public sealed record TaskFact(string Label, string Text, IReadOnlyList<FactFile>? Files = null);

/// <summary>A file to open beside a form.</summary>
public sealed record FactFile(Guid Id, string FileName, long Size);
