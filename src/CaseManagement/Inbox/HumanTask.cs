using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Puts a task in the inbox of a role and unit and waits until it is completed. Its ports are the outcomes of its form.</summary>
[Activity("HaoChaPing.HumanTask", Category = "办理", DisplayName = "人工任务", Description = "在经办人的待办中放入一件任务，办完后按表单的结果继续。")]
public sealed class HumanTask : Activity
{
    [Input("任务类型", Description = "dispatch 转办、verify 核实、rectify 整改、reply 回复、upload 上传，或本地自定的类型。")]
    public Input<string> Kind { get; set; } = new();

    [Input("办理角色", Description = "规则包中的角色代码。")]
    public Input<string> Role { get; set; } = new();

    [Input("办理单位规则", Description = "handlingUnit 承办单位；nearest 由承办单位向上最近的该角色单位；不填则按角色判断。")]
    public Input<string> Unit { get; set; } = new();

    [Input("表单", Description = "表单名称，见 definitions/forms。")]
    public Input<string> Form { get; set; } = new();

    [Input("标题", Description = "不填则用表单的标题。")]
    public Input<string> Title { get; set; } = new();

    [Input("任务期限", Description = "本任务自己的期限：规则包中的期限编号；填 class 则取本件类别里办结期限之前的各项，如 48 小时回访。")]
    public Input<string> Timer { get; set; } = new();

    [Input("起始模板", Description = "表单中预先填好的模板，办理人可以改；不填则从空白开始。")]
    public Input<string> Template { get; set; } = new();

    [Output("填报内容")]
    public Output<JsonNode> Result { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context) =>
        await context.Get<TaskDesk>().OpenAsync(context, new TaskOrder(
            Needed(context, Kind, nameof(Kind)), Needed(context, Role, nameof(Role)), Unit.Value, Needed(context, Form, nameof(Form)), Title.Value, Timer.Value, Template.Value));

    protected override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        Result.Value = resumption.Result;
        return base.ResumeAsync(context, resumption);
    }

    protected override async ValueTask CancelAsync(ActivityContext context) => await context.Get<TaskDesk>().WithdrawAsync(context);

    private static string Needed(ActivityContext context, Input<string> input, string name) => input.Value is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"Expected input '{name}' on human task '{context.ActivityId}', but it is empty.");
}
