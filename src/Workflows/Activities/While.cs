using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its body as long as a condition holds.</summary>
[Activity("Elsa.While", Category = "循环", DisplayName = "当…时循环", Description = "条件成立时重复执行“循环体”，每次执行前判断。")]
[EmbeddedPort("Body", "循环体", IsRequired = true)]
internal sealed class While : Loop
{
    [Input("条件", UIHint = "checkbox", AutoEvaluate = false)] public Input<bool> Condition { get; set; } = new();

    protected override void Turn(StepContext context)
    {
        if (context.Evaluate<bool>(context.Node.Json["condition"])) RunBody(context);
        else context.Complete();
    }
}
