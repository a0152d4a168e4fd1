using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Registry;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Registry;

/// <summary>The register of malicious raters (SP-8.1d): who is listed, why, and taking somebody off it.</summary>
public sealed partial class RegisterPage(ScopedSender sender, TimeProvider clock)
{
    private const string Path = "/malicious-register";
    private const string Title = "恶意评价人员信息库";
    private Refusal? refusal;
    private MaliciousRaterRow? removing;

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    /// <summary>The rows shown; carried from the page drawn on the server into the circuit.</summary>
    [PersistentState] public PageOf<MaliciousRaterRow>? Rows { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();

    protected override async Task OnParametersSetAsync() => await LoadAsync();

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new ListMaliciousRaters(Page: Query.PageIn(PageText)));
        (refusal, Rows) = (answer.Refusal, answer.Ok ? answer.Value : Rows);
    }

    private async Task RemovedAsync()
    {
        removing = null;
        await LoadAsync();
    }

    private static string StateOf(MaliciousRaterRow row) => row switch
    {
        { RemovedAt: not null } => $"已移出：{row.RemovalReason}",
        { InForce: false } => "已到期",
        { ExpiresAt: null } => "长期有效",
        _ => "有效",
    };
}
