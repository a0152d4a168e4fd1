using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What a parent learns of a child instance.</summary>
internal static class ChildResult
{
    public static JsonObject Of(WorkflowState child) => new()
    {
        ["workflowInstanceId"] = child.InstanceId, ["status"] = child.Status, ["subStatus"] = child.SubStatus.ToString(), ["output"] = child.Output.DeepClone(),
    };
}
