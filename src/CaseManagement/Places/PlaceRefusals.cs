using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>Every "no" to a place's set.</summary>
internal static class PlaceRefusals
{
    public static readonly Refusal NoZip = Refusal.Malformed("placeSetMalformed", "这不是完整的压缩包，请重新导出后再试。");
    public static readonly Refusal NoSet = Refusal.Malformed("placeSetMalformed", "压缩包里没有 manifest.json 和 pack.json，它不是由“导出整套”得到的，没有导入。");

    public static Refusal Strange(string path) => Refusal.Malformed("placeSetMalformed", $"压缩包里有不认识的文件“{path}”，没有导入。请只用“导出整套”得到的文件。");

    public static Refusal Twice(string path) => Refusal.Malformed("placeSetMalformed", $"压缩包里有两个“{path}”，没有导入。");

    public static Refusal NotJson(string path) => Refusal.Malformed("placeSetMalformed", $"压缩包里的“{path}”不是可读的 JSON，没有导入。");

    public static Refusal TooMany(int most) => Refusal.TooLarge("placeSetTooLarge", $"压缩包里的文件太多，最多 {most} 个，没有导入。");

    public static Refusal TooLarge(string path) => Refusal.TooLarge("placeSetTooLarge", $"“{path}”展开后太大（单个最多 8 MB，合计最多 64 MB），没有导入。");

    public static Refusal Faulty(IReadOnlyList<FieldError> errors) => Refusal.Rule("placeSetFaulty", $"这一套有 {errors.Count} 处不能用，什么都没有导入；请按提示改正后重新导出。", [.. errors]);
}
