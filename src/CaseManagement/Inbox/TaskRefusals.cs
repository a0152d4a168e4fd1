using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

internal static class TaskRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("taskNotFound", "没有找到这件任务，请核对后再试。");
    public static readonly Refusal NotCandidate = Refusal.NotAllowed("notCandidate", "这件任务由其他岗位或单位办理，您不能办理；本次尝试已记录。");
    public static readonly Refusal Cancelled = Refusal.Conflict("taskCancelled", "这件任务已随流程变化撤销，请刷新待办。");
    public static readonly Refusal NotHeld = Refusal.Conflict("notClaimed", "这件任务没有由您认领，不用释放。");

    public static readonly Refusal NotToAssign = Refusal.NotAllowed("notToAssign", "这件任务由谁办理不由您安排，请联系派单人员或该单位领导；本次尝试已记录。");
    public static readonly Refusal DelegatedToYou = Refusal.Conflict("delegatedToYou", "这件任务是别人委派给您的，不能再转给他人；办不了请交回委派人。");
    public static readonly Refusal NotDelegatedByYou = Refusal.Conflict("notDelegated", "这件任务没有由您委派出去，不用收回。");
    public static readonly Refusal PersonRequired = Refusal.Rule("personRequired", "请选择办理人。", new FieldError("/to", "请选择办理人。"));
    public static readonly Refusal SamePerson = Refusal.Rule("samePerson", "任务已经在这位同事手中，请选择另一位。", new FieldError("/to", "请选择另一位同事。"));
    public static readonly Refusal PersonNotCandidate = Refusal.Rule("personNotCandidate", "这位同事没有办理这件任务的岗位权限，请选择同岗位的同事。", new FieldError("/to", "请选择列出的同事。"));
    public static readonly Refusal OwnRequest = Refusal.Rule("ownRequest", "这是您自己提出的申请，不能由您代他人审签或审批，请由其他人员办理。");
    public static readonly Refusal NoLongerTheirs = Refusal.Conflict("notTheirs", "这件任务已不在移交人手中，不用移交。");
    public static readonly Refusal NotYourStaff = Refusal.NotAllowed("notYourStaff", "这位同事的工作不由您安排，请联系其单位领导或系统管理员；本次尝试已记录。");

    public static Refusal DelegatedAway(string to) => Refusal.Conflict("delegatedAway", $"您已委派{to}办理这一步；如需自己办理，请先收回。");

    public static Refusal AlreadyDone(string by, string when) => Refusal.Conflict("taskAlreadyDone", $"{by}已于{when}办完这一步，不能再次提交。");

    public static Refusal AlreadyClaimed(string holder, string? when) => Refusal.Conflict("alreadyClaimed", $"{holder}已{(when is null ? "" : $"于{when}")}认领这一步；如需由您办理，请先请其释放。");

    public static Refusal UnknownOutcome(IEnumerable<TaskOutcome> outcomes) => Refusal.Rule("unknownOutcome", "这件任务没有这个结果，请从列出的结果中选择。",
        new FieldError("/outcome", $"可选：{string.Join("、", outcomes.Select(o => $"{o.Name}（{o.Label}）"))}。"));

    public static Refusal FieldsInvalid(IReadOnlyList<FieldError> errors) =>
        Refusal.Rule("fieldsInvalid", errors.Count == 1 ? errors[0].Message : $"有 {errors.Count} 项需要改正，请逐项检查后再提交。", [.. errors]);
}
