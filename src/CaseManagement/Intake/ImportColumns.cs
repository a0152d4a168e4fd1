using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>How the columns of a CSV become the JSON that channel systems send: one name in English, one in Chinese. An empty cell says nothing.</summary>
internal sealed class ImportColumns
{
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly IReadOnlyList<Column> OfServices =
    [
        new("region", "地区"), new("externalId", "办件编号"), new("serialNo", "业务流水号"), new("itemCode", "事项编码", "item/code"), new("itemName", "事项名称", "item/name"), new("kind", "服务种类"),
        new("mode", "办理方式"), new("unit", "承办单位"), new("place", "办理地点"), new("window", "窗口"), new("platform", "平台"), new("staff", "工作人员"),
        new("startedAt", "开始时间", Type: Cell.Instant), new("completedAt", "办结时间", Type: Cell.Instant), new("batchId", "批次"), new("themeId", "一件事"), new("jointApproval", "联合审批", Type: Cell.YesNo),
        new("visitId", "到场编号", "visits/0/id"), new("visitAt", "到场时间", "visits/0/at", Cell.Instant), new("visitStaff", "到场工作人员", "visits/0/staff"), new("visitStage", "到场环节", "visits/0/stage"),
        new("applicantKind", "申请人类型", "applicant/kind"), new("applicantName", "申请人", "applicant/name"), new("applicantIdNumber", "申请人证件号码", "applicant/idNumber"),
        new("applicantPhone", "申请人电话", "applicant/phone"), new("applicantVerified", "申请人已核验", "applicant/verified", Cell.YesNo),
    ];

    private static readonly IReadOnlyList<Column> OfRatings =
    [
        new("region", "地区"), new("channel", "渠道"), new("externalId", "评价编号"), new("serviceExternalId", "办件编号"), new("target", "评价对象"), new("scope", "评价方式"), new("level", "评价等级"),
        new("reasonCodes", "指标编码", "reasons", Cell.Codes), new("reasons", "评价原因", "reasons", Cell.Words), new("text", "评价内容"), new("public", "公开", Type: Cell.YesNo), new("ratedAt", "评价时间", Type: Cell.Instant),
        new("stage", "环节"), new("visit", "到场编号"), new("unit", "单位"), new("place", "地点"),
        new("raterKind", "评价人类型", "rater/kind"), new("raterName", "评价人", "rater/name"), new("raterIdNumber", "评价人证件号码", "rater/idNumber"),
        new("raterPhone", "评价人电话", "rater/phone"), new("raterVerified", "评价人已核验", "rater/verified", Cell.YesNo),
    ];

    private readonly IReadOnlyList<Column> _columns;

    private ImportColumns(IReadOnlyList<Column> columns) => _columns = columns;

    private enum Cell { Text, Instant, YesNo, Codes, Words }

    private sealed record Column(string Name, string Chinese, string? Path = null, Cell Type = Cell.Text);

    /// <summary>Reads the head of a file. A column nobody knows is refused: its content would be lost without a word.</summary>
    public static Result<ImportColumns> Of(string kind, IReadOnlyList<string> heads)
    {
        var known = kind == ImportTerms.Services ? OfServices : OfRatings;
        string[] needed = kind == ImportTerms.Services ? ["region", "externalId"] : ["region", "channel", "externalId", "level"];
        var columns = new List<Column>();
        foreach (var head in heads)
        {
            if (known.FirstOrDefault(c => c.Name.Equals(head, StringComparison.OrdinalIgnoreCase) || c.Chinese == head) is not { } column) return ImportRefusals.UnknownColumn(head, known.Select(c => c.Chinese));
            if (columns.Contains(column)) return ImportRefusals.ColumnTwice(head);
            columns.Add(column);
        }
        var missing = known.Where(c => needed.Contains(c.Name) && !columns.Contains(c)).Select(c => c.Chinese).ToList();
        return missing.Count > 0 ? ImportRefusals.ColumnsMissing(missing) : new ImportColumns(columns);
    }

    /// <summary>The line as a channel system would have sent it.</summary>
    public Result<JsonObject> Read(IReadOnlyList<string> cells)
    {
        if (cells.Count != _columns.Count) return ImportRefusals.CellCount(cells.Count, _columns.Count);
        var body = new JsonObject();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0) continue;
            if (Value(_columns[i], cells[i], body) is { } refusal) return refusal;
        }
        return body;
    }

    private static Refusal? Value(Column column, string cell, JsonObject body)
    {
        JsonNode? value = column.Type switch
        {
            Cell.Instant => Instant(cell),
            Cell.YesNo => cell.ToLowerInvariant() switch { "true" or "1" or "是" => true, "false" or "0" or "否" => false, _ => null },
            Cell.Codes or Cell.Words => Reasons(body, column.Type, cell),
            _ => cell,
        };
        if (value is null) return ImportRefusals.BadCell(column.Chinese, column.Type == Cell.Instant ? "请写成 2025-03-03 10:00（北京时间）或带时区的 2025-03-03T10:00:00+08:00" : "请写“是”或“否”");
        if (column.Type is not (Cell.Codes or Cell.Words)) Put(body, (column.Path ?? column.Name).Split('/'), value);
        return null;
    }

    // A table of the office has local time; whatever already bears an offset is left to the strict reader.
    private static string? Instant(string cell) =>
        DateTime.TryParseExact(cell, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, ChinaTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            : cell.Contains('T', StringComparison.Ordinal) ? cell : null;

    private static JsonArray Reasons(JsonObject body, Cell type, string cell)
    {
        if (body["reasons"] is not JsonArray reasons) body["reasons"] = reasons = [];
        foreach (var one in cell.Split(['|', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) reasons.Add(new JsonObject { [type == Cell.Codes ? "code" : "text"] = one });
        return reasons;
    }

    private static void Put(JsonObject at, string[] path, JsonNode value)
    {
        if (path.Length == 1) at[path[0]] = value;
        else if (path[1] == "0") Put((at[path[0]] ??= new JsonArray(new JsonObject()))[0]!.AsObject(), path[2..], value);
        else Put((at[path[0]] ??= new JsonObject()).AsObject(), path[1..], value);
    }
}
