using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Every "no" of an import: of the file as a whole, and of a line that cannot be read.</summary>
internal static class ImportRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("importNotFound", "没有找到这次导入，请核对编号。");
    public static readonly Refusal NotAllowed = Refusal.NotAllowed("notAllowed", "您的岗位没有导入文件的权限，如需办理请联系系统管理员。");
    public static readonly Refusal NotMultipart = Refusal.Malformed("malformedRequest", "请用 multipart/form-data 上传：字段 file 是文件，kind 是 services 或 ratings。");
    public static readonly Refusal NoFile = Refusal.Malformed("importFileMissing", "没有收到文件，请在字段 file 里上传。", new FieldError("/file", "缺少这一项。"));
    public static readonly Refusal UnknownKind = Bad("unknownImportKind", "/kind", "导入种类只能是 services（办件）或 ratings（评价）。");
    public static readonly Refusal UnknownFormat = Bad("unknownImportFormat", "/format", "文件格式只能是 csv 或 ndjson；不写时按后缀判断，请把文件存为 .csv、.ndjson 或 .jsonl。");
    public static readonly Refusal UnknownEncoding = Bad("unknownEncoding", "/encoding", "编码只能是 utf-8（默认）或 gbk。");
    public static readonly Refusal Empty = Bad("importEmpty", "/file", "文件里没有任何一行数据，请核对后再上传。");
    public static readonly Refusal TooLarge = Refusal.TooLarge("importTooLarge", $"文件超过 {ImportFiles.Largest / (1024 * 1024)} MB，请拆分后再上传。");
    public static readonly Refusal Workbook = Bad("importNotText", "/file", "这是 Excel 工作簿或压缩包，不是文本；请先另存为 CSV 再上传。");
    public static readonly Refusal NotText = Bad("importNotText", "/file", "文件里有二进制内容，不是 CSV 或 NDJSON 文本，请核对后再上传。");
    public static readonly Refusal BrokenLine = Refusal.Malformed("wrongEncoding", "这一行含有所选编码里没有的字节，请改正后重新导入。");
    private static readonly Refusal NotUtf8 = Bad("wrongEncoding", "/encoding", "文件不是 UTF-8 编码；如果由 Excel 另存而来，多半是 GBK，请选择编码 gbk 后再上传。");
    private static readonly Refusal NotGbk = Bad("wrongEncoding", "/encoding", "文件不是 GBK 编码，请核对后再上传。");
    public static readonly Refusal Utf8NotGbk = Bad("wrongEncoding", "/encoding", "声明的是 GBK，而文件是 UTF-8 编码，按 GBK 读会成为乱码；请选择编码 utf-8 后再上传。");
    public static readonly Refusal LineTooLong = Refusal.TooLarge("lineTooLong", $"这一行太长，最多 {ImportLines.LongestLine / 1024} KB。");
    public static readonly Refusal Elsewhere = Refusal.Conflict("importAdvanced", "这次导入已由另一处继续。");
    public const string Withdrawn = "导入人的权限已被收回，没有继续；已经存入的部分有效。恢复权限后重新上传同一文件即可接着导入，已存入的不会重复。";
    public const string FileGone = "文件不在数据目录里，没有继续；请重新上传同一文件，已存入的不会重复。";

    public static Refusal WrongEncoding(string encoding) => encoding == ImportTerms.Utf8 ? NotUtf8 : NotGbk;
    public static Refusal OpenQuote(int line) => Bad("importBroken", "/file", $"第 {line} 行的引号没有闭合，文件可能不完整，请核对后再上传。");
    public static Refusal UnknownColumn(string name, IEnumerable<string> known) => Bad("unknownColumn", "/file", $"表头里的“{Shown(name)}”不是可导入的列；可用的列：{string.Join("、", known)}。");
    public static Refusal ColumnTwice(string name) => Bad("columnTwice", "/file", $"表头里的“{Shown(name)}”出现了两次，请删去一列。");
    public static Refusal ColumnsMissing(IEnumerable<string> names) => Bad("columnsMissing", "/file", $"表头缺少必需的列：{string.Join("、", names)}。");
    public static Refusal CellCount(int found, int expected) => Refusal.Malformed("cellCount", $"这一行有 {found} 格，表头有 {expected} 格，请核对逗号和引号。");
    public static Refusal BadCell(string column, string hint) => Refusal.Malformed("badCell", $"“{column}”一格的内容不对，{hint}。");

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static Refusal Bad(string code, string pointer, string message) => Refusal.Malformed(code, message, new FieldError(pointer, message));
}
