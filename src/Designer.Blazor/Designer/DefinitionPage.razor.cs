using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Definitions;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>One definition in the editor, and beside it what keeps it from being published.</summary>
public sealed partial class DefinitionPage(ScopedSender sender)
{
    private DefinitionCard? card;
    private IReadOnlyList<Finding> findings = [];
    private Refusal? refusal;
    private int refused;
    private StudioFrame? frame;

    [Parameter] public string DefinitionId { get; set; } = "";

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetDefinitionCard(DefinitionId));
        (card, refusal) = (answer.Value, answer.Refusal);
        if (card is not null) findings = (await sender.SendAsync(new CheckDefinition(DefinitionId))).Value ?? [];
    }

    private Task RefusedAsync()
    {
        refused++;
        return LoadAsync();
    }

    private Task ShowAsync(string activityId) => frame?.ShowAsync(activityId) ?? Task.CompletedTask;
}
