using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Forms;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Designer;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Forms;

/// <summary>A task form: drawn beside its preview, kept as a draft, published as the next version.</summary>
public sealed partial class FormPage(ScopedSender sender, NavigationManager navigation, TimeProvider clock)
{
    private static readonly (string Key, string Words)[] Tabs = [("fields", "字段"), ("outcomes", "标题和结果"), ("templates", "回复模板"), ("versions", "版本和经过")];

    private FormView? shown;
    private FormSheet? sheet;
    private FieldSheet? open;
    private Refusal? refusal;
    private Refusal? problem;
    private string? said;
    private string? loaded;
    private bool busy;
    private bool changed;

    [Parameter] public string Name { get; set; } = "";
    [SupplyParameterFromQuery(Name = "tab")] public string? Tab { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private string OnTab => Tabs.Any(t => t.Key == Tab) ? Tab! : "fields";
    private bool ReadOnly => shown?.MayEdit != true;

    private int CountOf(string tab) => tab switch { "fields" => sheet!.Fields.Count, "outcomes" => sheet!.Outcomes.Count, "templates" => sheet!.Templates.Count, _ => shown!.Versions.Count };

    private string Href(string tab) => $"{DesignerAddresses.Form(Name)}?tab={tab}";

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Name) return;
        loaded = Name;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetForm(Name));
        (shown, refusal) = (answer.Value, answer.Refusal);
        if (shown is null) return;
        sheet = new FormSheet(shown.Draft?.Form ?? shown.Form!);
        (changed, open) = (false, null);
    }

    private static IReadOnlyList<string> FaultsAt(IReadOnlyList<FieldError> faults, string pointer) =>
        [.. faults.Where(fault => fault.Pointer == pointer || fault.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal)).Select(fault => fault.Message)];

    private void AddField() => Do(() => open = sheet!.AddField());

    private void Do(Action change)
    {
        change();
        Touch();
    }

    private void Touch()
    {
        (changed, said) = (true, null);
        StateHasChanged();
    }

    private async Task SaveAsync()
    {
        busy = true;
        var answer = await sender.SendAsync(new SaveFormDraft(Name, JsonNode.Parse(sheet!.ToForm().Write())!.AsObject(), shown!.Draft?.Revision ?? 0));
        busy = false;
        (problem, said) = (answer.Refusal, answer.Ok ? $"草稿 {clock.GetUtcNow().ToChina():HH:mm} 已保存。" : null);
        if (answer.Ok) await LoadAsync();
    }

    private async Task DiscardAsync()
    {
        busy = true;
        var answer = await sender.SendAsync(new DiscardFormDraft(Name));
        busy = false;
        (problem, said) = (answer.Refusal, answer.Ok ? "草稿已放弃。" : null);
        if (!answer.Ok) return;
        if (shown!.Form is null) navigation.NavigateTo(DesignerAddresses.Forms);
        else await LoadAsync();
    }

    private async Task PublishAsync()
    {
        busy = true;
        var answer = await sender.SendAsync(new PublishForm(Name));
        busy = false;
        (problem, said) = (answer.Refusal, answer.Value is { } done ? $"第 {done.Version} 版已发布，今后新开的工单用它；在办的不变。" : null);
        if (answer.Ok) await LoadAsync();
    }
}
