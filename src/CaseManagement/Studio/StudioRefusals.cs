using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Every "no" the designer's API can say.</summary>
internal static class StudioRefusals
{
    public const string NotPublishable = "definitionRefused";

    public static readonly Refusal DefinitionNotFound = Refusal.NotFound("definitionNotFound", "没有找到这个流程定义或版本，请刷新列表后再试。");
    public static readonly Refusal InstanceNotFound = Refusal.NotFound("instanceNotFound", "没有找到这个流程实例，请刷新列表后再试。");
    public static readonly Refusal ExecutionNotFound = Refusal.NotFound("activityExecutionNotFound", "没有找到这次步骤执行的记录。");
    public static readonly Refusal CommandNotFound = Refusal.NotFound("commandNotFound", "没有找到这条命令，它可能已经执行完毕，请刷新后再试。");
    public static readonly Refusal OperationMalformed = Refusal.Malformed("operationMalformed", "请写明操作（kind：cancel、cancelActivity、retry、skip、move、setVariable）以及它作用的步骤或变量。", new FieldError("/kind", "未知的操作，或缺少 activity、variable。"));
    public static readonly Refusal PlanNotFound = Refusal.NotFound("alterationPlanNotFound", "没有找到这个修改计划，请核对计划编号。");
    public static readonly Refusal ActivityFilters = Refusal.Rule("activityFiltersUnsupported", "不支持按步骤（activityFilters）选择实例，请用其他条件。", new FieldError("/filter/activityFilters", "不支持。"));
    public static readonly Refusal TaskNotFound = Refusal.NotFound("taskNotFound", "没有找到这件任务，请核对任务编号。");
    public static readonly Refusal TaskDone = Refusal.Conflict("taskAlreadyCompleted", "这件任务已经完成或取消，不能再次完成。");
    public static readonly Refusal Blocked = Refusal.Conflict("instanceBlocked", "这个流程实例有一条命令执行失败，后面的操作都在等它；请先在流程异常中重试，或取消实例。");
    public static readonly Refusal StartMalformed = Refusal.Malformed("startMalformed", "启动参数不对：input 应当是对象，count 应当在 1 到 1000 之间，instanceId 最多 64 个字符，correlationId 和 name 最多 256 个字符。");
    public static readonly Refusal TaskOfACase = Refusal.Rule("taskOfACase", "这是差评工单的待办任务，请由经办人在待办中填写表单后办结。");
    public static readonly Refusal CaseInstance = Refusal.Rule("instanceOfACase", "这个流程实例正在办理差评工单，不能在设计器中取消、删除或修改；请使用工单的相应功能。");
    public static readonly Refusal ParentWaits = Refusal.Conflict("parentWaits", "上级流程还在等这个流程实例的结果，不能删除；请先取消它，上级流程就不再等待。");
    public static readonly Refusal StillRunning = Refusal.Conflict("instancesRunning", "还有流程实例正在这个版本上运行，请等它们结束或先取消，再删除。");
    public static readonly Refusal RunsAlready = Refusal.Conflict("workflowRunsAlready", "按这个流程的启动策略，已有实例在运行时不再启动；请等它结束，或改变启动策略。");
    public static readonly Refusal NamelessEvent = Refusal.Malformed("eventNameMissing", "请给出事件名称，最多 256 个字符。");
    public static readonly Refusal NoRoot = Refusal.Malformed("definitionMalformed", "流程定义缺少内容（model.root），请重新打开后再保存。");
    public static readonly Refusal EmptyImport = Refusal.Malformed("importEmpty", "没有找到可以导入的流程定义，请选择 JSON 文件或由本系统导出的压缩包。");
    public static readonly Refusal NothingChosen = Refusal.Malformed("nothingChosen", "没有选中流程实例：请逐个勾选，或在流程列表中取消一个流程的全部实例。");
    public static readonly Refusal InstanceImport = Refusal.Rule("instanceImport", "流程实例不能导入：办理记录只能由办理产生。");

    public static Refusal Bound(string name, IEnumerable<string> packs) =>
        Refusal.Rule("definitionBound", $"规则包 {string.Join('、', packs)} 的工单按流程“{name}”办理，不能撤回或删除；请先在规则包中改用别的流程。");

    public static Refusal Changed(string? who, bool isGone) => Refusal.Conflict("definitionChanged",
        $"您打开以后，{who ?? "别人"}{(isGone ? "删除了这个流程" : "改过这个流程")}，您刚才的改动没有保存。");

    public static Refusal CaseHistory(string name) =>
        Refusal.Rule("definitionHasCases", $"流程“{name}”的这个版本办理过差评工单，必须保留，不能删除。");

    public static Refusal TooLate(string why) => Refusal.Conflict("operationTooLate", $"没有执行：{why}请刷新后再看。");

    public static Refusal Malformed(DefinitionFormatException exception) => Refusal.Malformed("definitionMalformed", exception.Message);

    public static Refusal Malformed(string file, string message) => Refusal.Malformed("definitionMalformed", $"文件“{file}”不能导入：{message}");

    public static Refusal Refused(DefinitionRefusedException exception) => Refusal.Malformed(NotPublishable, exception.Message,
        [.. exception.Errors.Select(error => new FieldError("/" + error.ActivityId, error.Message))]);

    public static Refusal Of(Workflows.Execution.OperationRefusal refusal) => refusal.Code switch
    {
        "instanceNotFound" => InstanceNotFound,
        "reasonMissing" => Refusal.Rule("reasonRequired", refusal.Message, new FieldError("/reason", refusal.Message)),
        _ => Refusal.Conflict(refusal.Code, refusal.Message),
    };
}
