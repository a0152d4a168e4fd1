using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Stands in the designer for an activity whose type this system does not know. It never runs.</summary>
[Activity("Elsa.NotFoundActivity", Category = "流程", DisplayName = "未知活动", Description = "本系统没有这种活动，流程不能发布。", IsBrowsable = false)]
internal sealed class NotFoundActivity : EngineActivity
{
    protected override ValueTask ExecuteAsync(StepContext context) =>
        throw new InvalidOperationException($"Expected an activity type that this system knows, but '{context.ActivityId}' is not of one.");
}
