using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>Every "no" the form editor can say.</summary>
internal static class FormRefusals
{
    public static Refusal Unknown(string name) => Refusal.NotFound("unknownForm", $"没有编号为“{name}”的表单或这个版本，请从列表中选择。");

    public static Refusal NoDraft(string name) => Refusal.NotFound("noFormDraft", $"表单 {name} 没有草稿，请先保存草稿。");

    public static Refusal Unreadable(string pointer) => Refusal.Rule("faultyForm", "表单内容不能用，没有保存；请按提示改正。", new FieldError(pointer, "这一项不认识，或者类型不对。"));

    public static Refusal Faulty(IReadOnlyList<FieldError> errors) => Refusal.Rule("faultyForm", $"表单有 {errors.Count} 处不符合要求，没有保存；请按提示逐处改正。", [.. errors]);

    public static Refusal DraftChanged(string? by) => Refusal.Conflict("formDraftChanged", by is null ? "草稿已被发布或放弃，请刷新后再改。" : $"草稿刚被 {by} 改过，请刷新后再改。");

    public static Refusal Unconnected(IReadOnlyList<FieldError> errors) =>
        Refusal.Rule("formOutcomesUnconnected", "有已发布的流程还没有接好这个表单的结果，新开的工单会停在那里。请先在流程设计器中接好（草稿里的结果已经可以连线）并发布流程，再发布表单。", [.. errors]);

    public static readonly Refusal NothingNew = Refusal.Conflict("formUnchanged", "草稿与现行版本没有差别，不必发布。");
}
