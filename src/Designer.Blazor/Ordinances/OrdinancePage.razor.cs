using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Ordinances;

/// <summary>A rule pack beside the text of its clauses: read, written as a draft, tried out, confirmed and published.</summary>
public sealed partial class OrdinancePage(ScopedSender sender, IJSRuntime js, TimeProvider clock)
{
    private static readonly string[] TimerFields = ["limit", "anchor"];
    private static readonly (string Key, string Words, string[] Sections)[] Tabs =
    [
        ("basis", "依据与适用", ["meta", "scope", "services", "locked"]), ("rating", "评价", ["rating", "reminders", "channels"]), ("timers", "时限", []), ("handling", "转办与办理", ["routing", "roles", "case"]),
        ("appeal", "申诉与回访", ["appeal", "followUp", "spotCheck", "maliciousRegister", "integrityRules"]),
        ("figures", "统计与公开", ["scoring", "statistics", "ranking", "publication", "bulletins", "performance", "accountability", "analysis", "externalAssessment", "data"]),
        ("json", "JSON", []), ("versions", "版本与发布", []),
    ];

    private static readonly (string At, string Words)[] Bindings =
    [
        ("/case/workflow", "办理"), ("/case/extension/workflow", "延期"), ("/case/coordination/workflow", "会商"), ("/appeal/workflow", "申诉"), ("/followUp/workflow", "回访"),
    ];

    private PackPage? shown;
    private PackForm? form;
    private Refusal? refusal;
    private Refusal? problem;
    private string? said;
    private string? loaded;
    private string timer = "";
    private string newTimer = "";
    private string pasted = "";
    private bool busy;

    [CascadingParameter] public Me? Me { get; set; }
    [Parameter] public string Code { get; set; } = "";
    [SupplyParameterFromQuery(Name = "tab")] public string? Tab { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private string OnTab => Tabs.Any(t => t.Key == Tab) ? Tab! : "timers";
    private string Region => form?.Get("/scope/regions/0")?.ToString() ?? Code;
    private IReadOnlyList<string> Timers => [.. (form!.Get("/timers") as JsonObject ?? []).Select(t => t.Key)];
    private VersionRow? Newest => shown!.Versions.Count > 0 ? shown.Versions[0] : null;
    private IReadOnlyList<PackChange> Changes => PackChanges.Between(shown!.Current, form!.Pack);

    // The definitions the pack binds, for whoever may look at them.
    private IReadOnlyList<(string Id, string Words)> Workflows => Me?.Permissions.Contains(Acts.WorkflowRead) == true
        ? [.. Bindings.Select(b => (Id: form!.Get(b.At)?.ToString() ?? "", b.Words)).Where(b => b.Id.Length > 0)]
        : [];

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Code) return;
        loaded = Code;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetPackPage(Code));
        (shown, refusal) = (answer.Value, answer.Refusal);
        if (shown is null) return;
        form = new PackForm((JsonObject)(shown.Draft?.Merged ?? shown.Current)!.DeepClone(), shown.Schema, readOnly: !shown.MayEdit);
        form.Wrote += Redraw;
        if (!Timers.Contains(timer)) timer = Timers.FirstOrDefault(id => id.StartsWith("case.", StringComparison.Ordinal)) ?? (Timers.Count > 0 ? Timers[0] : "");
        StateHasChanged();
    }

    // After a publication or a confirmation what was said of the draft is over.
    private Task AgainAsync()
    {
        (said, problem) = (null, null);
        return LoadAsync();
    }

    private void Redraw() => InvokeAsync(StateHasChanged);

    private string Href(string tab) => $"/ordinances/{Code}?tab={tab}";

    private bool Applies(ClauseLine line) => form!.Get($"/timers/{timer}/ref")?.ToString() is { } requirement && OnTab == "timers" && line.Requirements?.Contains(requirement) == true;

    private string ClauseOf(string id) => form!.Get($"/timers/{id}/ref")?.ToString() is { } requirement
        ? shown!.Clauses.FirstOrDefault(c => c.Requirements?.Contains(requirement) == true)?.Clause ?? requirement
        : "未注条款";

    private string? Before(string id)
    {
        var before = JsonPointer.Find(shown!.Current, $"/timers/{id}");
        return shown.Current is null || JsonNode.DeepEquals(before, form!.Get($"/timers/{id}")) ? null : PackWords.Short(before);
    }

    private void AddTimer()
    {
        var id = newTimer.Trim();
        if (id.Length == 0 || Timers.Contains(id)) return;
        form!.Set($"/timers/{id}", new JsonObject
        {
            ["limit"] = new JsonObject { ["amount"] = 5, ["unit"] = "businessDay" }, ["anchor"] = "unitReceived", ["onExpiry"] = "markOverdue", ["warnBefore"] = new JsonArray(), ["stated"] = true,
        });
        (timer, newTimer) = (id, "");
    }

    private void RemoveTimer(string id)
    {
        form!.Remove($"/timers/{id}");
        if (timer == id) timer = Timers.Count > 0 ? Timers[0] : "";
    }

    private void SetJson(ChangeEventArgs e)
    {
        try
        {
            if (JsonNode.Parse((string?)e.Value ?? "") is JsonObject whole)
            {
                _ = whole.ToJsonString();
                form!.Replace(whole);
                problem = null;
                return;
            }
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
        }
        said = null;
        form!.Keep("", (string?)e.Value ?? "");
        problem = Refusal.Malformed("badJson", "这段文字不是可读的 JSON，请检查括号、引号和逗号；原内容没有改动。");
    }

    // What cannot be read is not in the pack: saying "saved" would be untrue of it.
    private async Task<bool> UnreadableAsync()
    {
        if (form!.Unreadable.Count == 0) return false;
        FieldError[] errors = [.. form.Unreadable.Keys.Order(StringComparer.Ordinal).Select(at => new FieldError(at, "不是可读的 JSON，请检查括号、引号和逗号。"))];
        (problem, said) = (Refusal.Malformed("badJson", "没有保存：有内容不是可读的 JSON，请改正后再保存。", errors), null);
        await js.TellAsync("haochaping.focus", string.Join(", ", errors.Select(e => $"[id='{PackField.IdOf(e.Pointer)}-input']")));
        return true;
    }

    private async Task SaveAsync()
    {
        if (await UnreadableAsync()) return;
        busy = true;
        var own = shown!.Parent is { } parent && form!.Pack["meta"]?["parentPack"] is not null ? PackInheritance.Beyond(parent, form.Pack) : (JsonObject)form!.Pack.DeepClone();
        var answer = await sender.SendAsync(new SaveDraft(Code, own, shown.Draft?.Revision ?? 0, string.IsNullOrWhiteSpace(pasted) ? null : ClauseText.Cut(own["meta"]?["title"]?.ToString() ?? Code, pasted)));
        busy = false;
        (problem, said) = (answer.Refusal, answer.Ok ? $"草稿 {clock.GetUtcNow().ToChina():HH:mm} 已保存。" : null);
        form.Errors = answer.Refusal?.Errors ?? [];
        if (!answer.Ok) return;
        pasted = "";
        await LoadAsync();
    }

    private async Task DiscardAsync()
    {
        busy = true;
        var answer = await sender.SendAsync(new DiscardDraft(Code));
        busy = false;
        (problem, said) = (answer.Refusal, answer.Ok ? "草稿已放弃。" : null);
        if (answer.Ok) await LoadAsync();
    }
}
