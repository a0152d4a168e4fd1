using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

internal static class TaskRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("taskNotFound", "没有找到这件任务，请核对后再试。");
    public static readonly Refusal NotCandidate = Refusal.NotAllowed("notCandidate", "这件任务由其他岗位或单位办理，您不能办理；本次尝试已记录。");
    public static readonly Refusal Cancelled = Refusal.Conflict("taskCancelled", "这件任务已随流程变化撤销，请刷新待办。");
    public static readonly Refusal NotHeld = Refusal.Conflict("notClaimed", "这件任务没有由您认领，不用释放。");

    public static Refusal AlreadyDone(string by, string when) => Refusal.Conflict("taskAlreadyDone", $"{by}已于{when}办完这一步，不能再次提交。");

    public static Refusal AlreadyClaimed(string holder, string? when) => Refusal.Conflict("alreadyClaimed", $"{holder}已{(when is null ? "" : $"于{when}")}认领这一步；如需由您办理，请先请其释放。");

    public static Refusal UnknownOutcome(IEnumerable<TaskOutcome> outcomes) => Refusal.Rule("unknownOutcome", "这件任务没有这个结果，请从列出的结果中选择。",
        new FieldError("/outcome", $"可选：{string.Join("、", outcomes.Select(o => $"{o.Name}（{o.Label}）"))}。"));

    public static Refusal FieldsInvalid(IReadOnlyList<FieldError> errors) =>
        Refusal.Rule("fieldsInvalid", errors.Count == 1 ? errors[0].Message : $"有 {errors.Count} 项需要改正，请逐项检查后再提交。", [.. errors]);
}
