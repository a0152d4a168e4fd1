using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>One entry of a dropdown.</summary>
internal sealed record Choice(string Text, string Value);

/// <summary>What the inputs of our own activities offer, read from what there is now: the packs in force, the forms, the units.</summary>
internal sealed class InputChoices(CaseDbContext db, OrdinanceCatalog ordinances, FormPorts ports)
{
    private const int MostUnits = 300;
    private static readonly string[] Sections = ["case", "appeal", "followUp", "spotCheck", "coordination"];

    private static readonly Dictionary<string, string> PackKeys = new(StringComparer.Ordinal)
    {
        ["routing.path"] = "本件逐级转办的角色", ["verification.role"] = "由谁核实", ["appeal.reviewer"] = "由谁复核申诉", ["case.coordination.convenor"] = "由谁召集会商",
        ["case.extension.approver"] = "由谁审批延期", ["case.extension.maxTimes"] = "延期最多次数", ["case.reportInvalidTo"] = "无效差评报送给谁", ["followUp.performedBy"] = "由谁回访",
    };

    /// <summary>What an input offers; null where it is typed freely.</summary>
    public IReadOnlyList<Choice>? Of(string type, string input) => (type, input) switch
    {
        (FormPorts.HumanTask, "Kind") => [.. TaskKinds.All.Select(kind => Named(kind.Name, kind.Code))],
        (FormPorts.HumanTask, "Role") => Roles(),
        (FormPorts.HumanTask, "Unit") => Units(),
        (FormPorts.HumanTask, "Form") => [.. ports.Forms.Select(form => Named(form.Title, form.Name))],
        (FormPorts.HumanTask, "Template") => [new("从空白开始", ""), .. ports.Forms.SelectMany(form => (form.Templates ?? []).Select(template => Named($"{form.Title}：{template.Title}", template.Name)))],
        (FormPorts.HumanTask, "Timer") => [new("没有自己的期限", ""), Named("本件类别办结期限之前的各项", "class"), .. Timers()],
        ("HaoChaPing.StartTimer", "Timer") => [Named("本件类别的期限", "class"), .. Timers()],
        ("HaoChaPing.StartTimer", "Presumed") => [new("不预设", ""), .. Classes()],
        ("HaoChaPing.SetCaseState", "Step") => [new("不改环节", ""), Named("转办", "dispatch"), Named("核实", "verify"), Named("整改", "rectify"), Named("回复", "reply"), Named("上传", "upload")],
        ("HaoChaPing.SetCaseState", "State") => [Named("完成", "done"), Named("进行中", "current")],
        ("HaoChaPing.SetCaseState", "Status") => [new("不改状态", ""), Named("办结", "closed"), Named("不予采纳", "notAdopted")],
        ("HaoChaPing.DecideRating", "Decision") => [Named("不予采纳", "notAdopted"), Named("恢复采纳", "adopted")],
        ("HaoChaPing.DecideRating", "Basis") => [Named("核实", "verification"), Named("申诉复核", "appeal"), Named("复查推翻", "reportReversed")],
        ("HaoChaPing.ReadPack", "Key") => Keys(),
        _ => null,
    };

    private IReadOnlyList<JsonObject> Packs => ordinances.CurrentPacks;

    private static Choice Named(string name, string code) => new(name == code ? code : $"{name}（{code}）", code);

    private List<Choice> Roles() =>
    [
        .. Packs.SelectMany(pack => PermissionSeed.StaffRoles(pack)).GroupBy(role => role.Code).Select(same => Named(string.Join("、", same.Select(role => role.Name).Distinct().Take(2)), same.Key)),
        Named("承办单位，不论它是什么角色", TaskUnits.HandlingUnit), Named("与承办单位同级的审批部门", "sameLevelApprovalDept"), Named("与承办单位同级的主管部门", "sameLevelBureau"), Named("所选单位的角色", TaskUnits.RoleOfUnit),
    ];

    private List<Choice> Units() =>
    [
        new("按角色判断", ""), Named("承办单位", TaskUnits.HandlingUnit), Named("由承办单位向上最近的该角色单位", TaskUnits.Nearest),
        .. db.Units.AsNoTracking().OrderBy(unit => unit.Path).Take(MostUnits).Select(unit => new { unit.Name, unit.Code }).ToList().Select(unit => Named(unit.Name, unit.Code)),
    ];

    private IEnumerable<Choice> Timers() => Packs.SelectMany(pack => (pack["timers"] as JsonObject ?? []).Select(timer => timer.Key)).Distinct()
        .Order(StringComparer.Ordinal).Select(id => Named(TimerNames.Of(id), id));

    private IEnumerable<Choice> Classes() =>
        from pack in Packs
        from item in (pack["case"]?["classes"] as JsonArray ?? []).OfType<JsonObject>()
        let code = item["code"]?.ToString() ?? ""
        where code.Length > 0
        group item["name"]?.ToString() by code into same
        select Named(same.FirstOrDefault(name => name is not null) ?? same.Key, same.Key);

    private List<Choice> Keys() =>
    [
        .. PackKeys.Select(key => Named(key.Value, key.Key)),
        .. Packs.SelectMany(pack => Sections.SelectMany(section => Leaves(pack[section], section))).Distinct().Where(key => !PackKeys.ContainsKey(key)).Order(StringComparer.Ordinal).Select(key => Named(key, key)),
    ];

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.Where(field => field.Key is not ("stated" or "ref" or "confirmed" or "workflow")).SelectMany(field => Leaves(field.Value, $"{path}.{field.Key}")),
        JsonValue => [path],
        _ => [],
    };
}
