using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Statistics;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>A bulletin as a file. The same figures give the same bytes, so that a hash proves that nothing was altered.</summary>
internal static class BulletinFiles
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Heads = ["名次", "名称", "办件", "评价", "好评", "差评", "未评", "好评率（%）", "差评率（%）", "有效差评", "已整改", "整改率（%）", "回访满意", "回访满意率（%）"];

    /// <summary>The cells of a table, heads first; figures stay figures.</summary>
    private static IEnumerable<object?[]> Cells(BulletinTable table)
    {
        // Where a place ranks by the share of good ratings, that share stands there already.
        var scored = table.Total.Score.Kind != "goodRate";
        object?[] With(object?[] cells, object? score) => scored ? [.. cells, score] : cells;
        yield return With(Heads, table.ScoreName);
        foreach (var line in table.Lines) yield return With(Line(line.Place, line.Name, line.Counts, line.Rates), Number(line.Score.Value));
        yield return With(Line(null, table.Total.Name, table.Total.Counts, table.Total.Rates), Number(table.Total.Score.Value));
    }

    private static object?[] Line(int? place, string name, Counts counts, IReadOnlyDictionary<string, Rate> rates) =>
    [
        place, name, counts.Services, counts.Ratings + counts.Defaults, counts.Good, counts.Bad, counts.Unrated + counts.SetAside, Number(rates["good"].Value), Number(rates["bad"].Value), counts.ValidBad, counts.Rectified,
        Number(rates["rectification"].Value), counts.VisitedSatisfied, Number(rates["visitSatisfaction"].Value),
    ];

    // Without data is said in words, never as a zero.
    private static object Number(string? text) => text is null ? "数据不足" : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Foot(Bulletin bulletin) => $"统计期间：{bulletin.From:yyyy-MM-dd} 至 {bulletin.To:yyyy-MM-dd}；发布：{bulletin.Entry.ByName}；规则包 {bulletin.Entry.Id.Split('-')[0]} {bulletin.Version}{(bulletin.Entry.Clause is { } clause ? $"（{clause}）" : "")}";

    /// <summary>UTF-8 with a mark, which spreadsheet programs need for Chinese.</summary>
    public static byte[] Csv(Bulletin bulletin)
    {
        var text = new StringBuilder();
        void Row(IEnumerable<object?> cells) => text.AppendJoin(',', cells.Select(c => CsvCell.Of(Text(c)))).Append("\r\n");
        Row([bulletin.Entry.Title]);
        Row([Foot(bulletin)]);
        foreach (var table in bulletin.Tables)
        {
            Row([]);
            Row([table.Title]);
            foreach (var cells in Cells(table)) Row(cells);
        }
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Text(object? cell) => cell is IFormattable figure ? figure.ToString(null, CultureInfo.InvariantCulture) : cell?.ToString() ?? "";

    /// <summary>A workbook of one sheet for each table: texts are texts and figures are figures, never formulas.</summary>
    public static byte[] Xlsx(Bulletin bulletin)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sheets = bulletin.Tables;
            Part(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{string.Concat(sheets.Select((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""))}</Types>
                """);
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{Xml(s.Title)}" sheetId="{i + 1}" r:id="s{i + 1}"/>"""))}</sheets></workbook>
                """);
            Part(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="s{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}</Relationships>
                """);
            Part(zip, "xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="2" applyFont="1"/><xf fontId="1" borderId="1" applyFont="1" applyBorder="1"/><xf borderId="1" applyBorder="1"/><xf numFmtId="2" borderId="1" applyNumberFormat="1" applyBorder="1"/></cellXfs></styleSheet>
                """);
            for (var i = 0; i < sheets.Count; i++) Part(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(bulletin, sheets[i]));
        }
        return file.ToArray();
    }

    private static string Sheet(Bulletin bulletin, BulletinTable table)
    {
        var xml = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="1" width="8" customWidth="1"/><col min="2" max="2" width="34" customWidth="1"/><col min="3" max="15" width="13" customWidth="1"/></cols><sheetData>""");
        var row = 0;
        void Row(IEnumerable<object?> cells, int? style)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{++row}\">");
            foreach (var cell in cells)
                xml.Append(cell switch
                {
                    null => $"<c s=\"{style ?? 3}\"/>",
                    string text => $"<c t=\"inlineStr\" s=\"{style ?? 3}\"><is><t>{Xml(text)}</t></is></c>",
                    decimal => $"<c s=\"{style ?? 4}\"><v>{Text(cell)}</v></c>",
                    _ => $"<c s=\"{style ?? 3}\"><v>{Text(cell)}</v></c>",
                });
            xml.Append("</row>");
        }
        Row([bulletin.Entry.Title], 1);
        Row([Foot(bulletin)], 0);
        foreach (var (cells, i) in Cells(table).Select((cells, i) => (cells, i))) Row(cells, i == 0 ? 2 : null);
        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private static void Part(ZipArchive zip, string name, string content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + content));
    }

    private static string Xml(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The page that is printed as PDF.</summary>
    public static string Html(Bulletin bulletin)
    {
        var html = new StringBuilder($$"""
            <!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{{Xml(bulletin.Entry.Title)}}</title>
            <style>@page{size:A4 landscape;margin:15mm}body{font:10.5pt/1.6 "Noto Sans CJK SC","Noto Sans SC",sans-serif;color:#000}h1{font:700 20pt/1.4 "Noto Serif CJK SC",serif;text-align:center;color:#B00}h2{font-size:13pt;margin:14pt 0 4pt}table{width:100%;border-collapse:collapse;font-size:9pt}thead{display:table-header-group}tr{break-inside:avoid}td,th{border:.5pt solid #555;padding:3pt 4pt;text-align:right}td:nth-child(2),th:nth-child(2){text-align:left}tr:last-child td{font-weight:700}p{text-align:center}</style>
            <h1>{{Xml(bulletin.Entry.Title)}}</h1><p>{{Xml(Foot(bulletin))}}</p>
            """);
        foreach (var table in bulletin.Tables)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Xml(table.Title)}</h2><table>");
            foreach (var (cells, i) in Cells(table).Select((cells, i) => (cells, i)))
                html.Append(i == 0 ? "<thead><tr>" : "<tr>").Append(string.Concat(cells.Select(c => i == 0 ? $"<th>{Xml(Text(c))}</th>" : $"<td>{Xml(Text(c))}</td>"))).Append(i == 0 ? "</tr></thead>" : "</tr>");
            html.Append("</table>");
        }
        return html.Append("</html>").ToString();
    }
}
