using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its body for every item of a list, one after another.</summary>
[Activity("Elsa.ForEach", Category = "循环", DisplayName = "逐项循环", Description = "对列表中的每一项依次执行“循环体”。")]
[EmbeddedPort("Body", "循环体", IsRequired = true)]
internal sealed class ForEach : Loop
{
    [Input("列表", UIHint = "json-editor")] public Input<JsonArray> Items { get; set; } = new();
    [Output("当前项")] public Output<object> CurrentValue { get; set; } = new();

    protected override void Turn(StepContext context)
    {
        var index = context.Properties["next"] is { } next ? Values.To<int>(next) : 0;
        if (Items.Value is not { } items || index >= items.Count || context.Child("body") is null)
        {
            context.Complete();
            return;
        }

        context.Properties["next"] = index + 1;
        CurrentValue.Value = Values.FromJson(items[index]);
        context.StoreOutputs();
        RunBody(context, Item(items[index], index));
    }

    internal static Dictionary<string, JsonNode?> Item(JsonNode? value, int index) =>
        new() { [nameof(CurrentValue)] = value?.DeepClone(), ["CurrentIndex"] = index };
}
