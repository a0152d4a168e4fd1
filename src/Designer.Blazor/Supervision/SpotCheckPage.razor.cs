using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Supervision;

/// <summary>One sample, case by case, and what the check of each found.</summary>
public sealed partial class SpotCheckPage(ScopedSender sender, Toaster toaster, TimeProvider clock)
{
    private static readonly FormField[] Form =
    [
        new("result", "抽查结果", "choice", Required: true, Options: [new("passed", "符合要求"), new("failed", "存在问题")]),
        new("note", "抽查情况", "text", Multiline: true, MaxLength: 1000, Hint: "存在问题的，写明问题。"),
    ];

    private SpotCheckCase? finding;
    private string unitName = "";

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    /// <summary>Carried from the page drawn on the server into the circuit: one refused look is one look, recorded once.</summary>
    [PersistentState] public Refusal? Refusal { get; set; }

    private SpotCheckDetail? Check { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private bool MayCheck => Me.Permissions.Contains(Acts.SpotCheck);

    protected override async Task OnParametersSetAsync()
    {
        if (Refusal is null) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetSpotCheck(Id));
        Refusal = answer.Refusal;
        if (!answer.Ok) return;
        unitName = (await sender.SendAsync(new NameUnits([answer.Value!.Unit]))).Value?.GetValueOrDefault(answer.Value.Unit) ?? "其他单位";
        Check = answer.Value;
    }

    private async Task<Refusal?> RecordAsync(FormDraft form) => (await sender.SendAsync(new RecordSpotCheck(Id, finding!.Number, form.Text("result"), form.Text("note")))).Refusal;

    private async Task RecordedAsync()
    {
        finding = null;
        toaster.Say("抽查结果已登记。");
        await LoadAsync();
    }

    private static string ToneOf(SpotCheckCase item) => item.Result switch { "passed" => "ok", "failed" => "late", _ => "now" };

    private static string WordsOf(SpotCheckCase item) => item.Result switch { "passed" => "符合要求", "failed" => "存在问题", _ => "待查" };
}
