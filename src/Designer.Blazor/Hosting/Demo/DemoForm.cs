using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Hosting.Demo;

/// <summary>Fills in the form of a task as a careful official would, whatever fields the place asks for.</summary>
internal static class DemoForm
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["note"] = "请按期办理，及时联系评价人。", ["findings"] = "已电话联系评价人核对经过，并调取窗口记录：所反映情况属实。", ["rootCause"] = "一次性告知不到位",
        ["measures"] = "窗口首次咨询一律当场出具一次性告知单，科室每周抽查。", ["responsible"] = "窗口负责人", ["text"] = "您反映的问题已经整改，欢迎继续监督。",
    };

    /// <summary>Null where a person has to look into it, or a file is needed.</summary>
    public static JsonObject? Filled(TaskForm form, string outcome, string caseNumber, DateTimeOffset instant)
    {
        var fields = new JsonObject();
        foreach (var field in form.Fields.Where(f => f.ShownWith(outcome) && (f.RequiredWith(outcome) || Words.ContainsKey(f.Name))))
        {
            if (ValueOf(field, caseNumber, instant) is not { } value) return null;
            fields[field.Name] = value;
        }
        return fields;
    }

    private static JsonNode? ValueOf(FormField field, string caseNumber, DateTimeOffset instant) => field.Type switch
    {
        "text" or "person" => Words.GetValueOrDefault(field.Name) ?? "已核实并记录在案。",
        "boolean" => true,
        "number" => 1,
        "date" => LaterOf(field, instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "dateTime" => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        "choice" when field.Options is { Count: > 0 } options => options[(int)((uint)DemoPlan.Seed(caseNumber, 9) % (uint)Math.Min(2, options.Count))].Value,
        "choices" when field.Options is [var first, ..] => new JsonArray(first.Value),
        "unit" when field.Default is { } proposed => proposed.DeepClone(),
        _ => null,
    };

    // A day that lies ahead is a promise, any other is a report.
    private static DateOnly LaterOf(FormField field, DateTimeOffset instant) =>
        field.Name is "rectifyBy" or "dueOn" or "lastDay" ? instant.LocalDate().AddDays(10) : instant.LocalDate();
}
