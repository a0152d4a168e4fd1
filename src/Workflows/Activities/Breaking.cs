using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>The mark that a Break leaves on the loop it ends and on the sequences in between.</summary>
internal static class Breaking
{
    private const string Mark = "breaking";

    public static bool Is(StepContext container) => container.Run.Properties?.ContainsKey(Mark) ?? false;

    /// <summary>Marks everything around the step up to the nearest loop.</summary>
    public static void From(StepContext step)
    {
        for (var around = step.Parent; around is not null; around = around.Parent)
        {
            if (around.Is<Loop>() || around.Is<Sequence>()) around.Properties[Mark] = true;
            if (around.Is<Loop>()) return;
        }
    }
}
