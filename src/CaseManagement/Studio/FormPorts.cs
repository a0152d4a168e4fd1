using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>
/// The ports of a human task are the outcomes of its form. Studio knows ports by type and version of an activity only, so that towards Studio every form is a
/// "version" of the human task. In files and in the store a human task is version 1, whatever its form.
/// </summary>
internal sealed class FormPorts(CaseDbContext db, FormCatalog catalog)
{
    public const string HumanTask = "HaoChaPing.HumanTask";

    // The form comes from an expression, or is not known here: whatever any form could bring.
    private const int AnyForm = 1;
    private const int FirstForm = 100;

    // Studio's palette offers the highest version there is: a task without a form yet.
    private const int NoForm = 1_000_000;

    private IReadOnlyList<Known>? forms;

    private sealed record Known(FormDefinition Form, int Version);

    /// <summary>The newest version of every form, by name.</summary>
    public IEnumerable<FormDefinition> Forms => All.Select(known => known.Form).OrderBy(form => form.Name, StringComparer.Ordinal);

    /// <summary>What Studio has to know as versions of the human task, with their ports.</summary>
    public IEnumerable<(int Version, IReadOnlyList<(string Name, string Label)> Ports)> Versions() =>
    [
        (AnyForm, [.. All.SelectMany(known => Ports(known.Form)).DistinctBy(port => port.Name)]),
        .. All.Select(known => (known.Version, Ports(known.Form))),
        (NoForm, [("Done", "先选表单")]),
    ];

    /// <summary>Marks each human task with the version that stands for its form.</summary>
    public void Mark(WorkflowDefinition definition)
    {
        foreach (var node in definition.Activities().Where(node => node.Type == HumanTask)) node.Json["version"] = VersionOf(node);
    }

    /// <summary>The model as it is kept: every human task is version 1 again.</summary>
    public static JsonObject Plain(JsonObject model)
    {
        Clear(model["root"]);
        return model;
    }

    private int VersionOf(ActivityNode node) => node.LiteralOf("form") is { Length: > 0 } form
        ? All.FirstOrDefault(known => known.Form.Name == form)?.Version ?? AnyForm
        : node.HasInput("form") ? AnyForm : NoForm;

    // Outcomes of a draft can be connected before the form is published, so that no case ever meets one that leads nowhere.
    private IReadOnlyList<(string Name, string Label)> Ports(FormDefinition form) =>
        [.. form.Outcomes.Select(outcome => (outcome.Name, outcome.Label)), .. catalog.Coming(form.Name).Select(outcome => (outcome.Name, outcome.Label + "（表单草稿）"))];

    // Numbered in the order in which the forms first came: a new form moves no other one's number.
    private IReadOnlyList<Known> All => forms ??=
    [
        .. db.Set<FormVersion>().AsNoTracking().Select(row => new { row.Name, row.Version, row.ImportedAt, row.Json }).ToList()
            .GroupBy(row => row.Name).OrderBy(family => family.MinBy(row => row.Version)!.ImportedAt).ThenBy(family => family.Key, StringComparer.Ordinal)
            .Select((family, order) => new Known(FormDefinition.Parse(family.MaxBy(row => row.Version)!.Json), FirstForm + order)),
    ];

    private static void Clear(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items) Clear(item);
                break;
            case JsonObject json:
                if (json["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == HumanTask) json["version"] = 1;
                foreach (var (_, inner) in json.ToList()) Clear(inner);
                break;
        }
    }
}
