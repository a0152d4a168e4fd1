using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>Takes in a place's set, as drafts throughout: nothing that cases rely on changes before somebody publishes it. All of it, or nothing.</summary>
/// <param name="Zip">What <see cref="ExportPlace"/> made.</param>
/// <param name="DryRun">Only tells what would change.</param>
public sealed record ImportPlace(byte[] Zip, bool DryRun) : IRequest<Result<PlaceImport>>, IChange
{
    bool IChange.KeepsAnswer => !DryRun;
}

/// <param name="Code">The place.</param>
/// <param name="Title">Its document.</param>
/// <param name="DryRun">Nothing was stored.</param>
/// <param name="Parts">File by file.</param>
public sealed record PlaceImport(string Code, string Title, bool DryRun, IReadOnlyList<PlacePart> Parts);

/// <param name="Kind"><c>pack</c>, <c>workflow</c>, <c>form</c>, <c>journey</c>.</param>
/// <param name="Name">Code or file name.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Change"><c>new</c>, <c>changed</c>, <c>same</c>.</param>
/// <param name="Remarks">What is worth knowing, in sentences.</param>
public sealed record PlacePart(string Kind, string Name, string Title, string Change, IReadOnlyList<string> Remarks);

internal sealed class ImportPlaceHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, DefinitionVersions versions, FormCatalog forms, CurrentUser user, TimeProvider clock)
    : IRequestHandler<ImportPlace, Result<PlaceImport>>
{
    private readonly List<FieldError> faults = [];
    private readonly List<PlacePart> parts = [];
    private bool stages;

    public async Task<Result<PlaceImport>> Handle(ImportPlace request, CancellationToken cancellationToken)
    {
        var read = await PlaceZip.ReadAsync(request.Zip, cancellationToken);
        if (!read.Ok) return read.Refusal;
        var (set, code) = (read.Value, read.Value.Code!);
        var parent = catalog.Newest(code) is { } present ? present.Parent : PackInheritance.ParentOf(set[PlaceSet.Pack]!);
        if (!user.May(Acts.WorkflowEdit) || !access.MayEdit(code, parent)) return await access.RefusedAsync(Acts.PackEdit, code);

        // First everything is looked at, then everything is stored.
        foreach (var store in request.DryRun ? [false] : new[] { false, true })
        {
            stages = store;
            parts.Clear();
            await PackAsync(code, set, cancellationToken);
            foreach (var (_, json) in set.In("workflows")) await WorkflowAsync(json, cancellationToken);
            foreach (var (name, json) in set.In("forms")) await FormAsync(name, json, cancellationToken);
            foreach (var (name, json) in set.In("journeys")) await JourneyAsync(code, name, json, cancellationToken);
            if (faults.Count > 0) return PlaceRefusals.Faulty(faults);
        }
        return new PlaceImport(code, set[PlaceSet.Pack]!["meta"]?["title"]?.ToString() ?? code, request.DryRun, [.. parts]);
    }

    private async Task PackAsync(string code, PlaceSet set, CancellationToken cancellationToken)
    {
        var pack = set[PlaceSet.Pack]!;
        var check = catalog.Check.Check((JsonObject)pack.DeepClone());
        faults.AddRange(check.Errors.Concat(set[PlaceSet.Clauses] is { } clauses ? Clauses.Faults(clauses) : []).Select(error => error with { Pointer = "/pack.json" + error.Pointer }));
        if (faults.Count > 0) return;
        var before = catalog.Newest(code)?.Ordinance.Raw;
        var changes = PackChanges.Between(before, check.Merged).Where(change => change.Pointer is not ("/meta/version" or "/meta/effectiveFrom")).ToList();
        var draft = await db.Set<PackDraft>().FindAsync([code], cancellationToken);
        var change = before is null ? "new" : changes.Count == 0 ? "same" : "changed";
        List<string> remarks = [];
        if (change == "changed") remarks.Add($"与现行版本有 {changes.Count} 处不同。");
        if (draft is not null && change != "same") remarks.Add($"{draft.SavedBy} 的草稿会被代替。");
        parts.Add(new PlacePart("pack", code, pack["meta"]?["title"]?.ToString() ?? code, change, remarks));
        if (!stages || change == "same") return;
        if (draft is null) db.Add(draft = new PackDraft { Code = code, Json = "", SavedAt = clock.GetUtcNow(), SavedBy = user.UserName });
        (draft.Json, draft.SavedAt, draft.SavedBy, draft.Revision) = (Ordinances.DefinitionFiles.Canonical(pack), clock.GetUtcNow(), user.UserName, draft.Revision + 1);
        if (set[PlaceSet.Clauses] is { } given) draft.Clauses = Ordinances.DefinitionFiles.Canonical(given);
    }

    private async Task WorkflowAsync(JsonObject json, CancellationToken cancellationToken)
    {
        var id = json["definitionId"]?.ToString() ?? "";
        try
        {
            var definition = DefinitionReader.Read((JsonObject)json.DeepClone());
            if (id.Length == 0) throw new DefinitionFormatException("流程没有编号（definitionId）。");
            var row = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == id && v.IsLatest).SingleOrDefaultAsync(cancellationToken);
            var change = row is null ? "new" : DefinitionContent.IsSame(row, json) ? "same" : "changed";
            parts.Add(new PlacePart("workflow", id, definition.Name, change, change == "changed" && !row!.IsPublished ? [$"第 {row.Version} 版草稿会被代替。"] : []));
            if (stages && change != "same") await versions.SaveAsync((JsonObject)json.DeepClone(), new Cause(user.UserName), null, cancellationToken);
        }
        catch (DefinitionFormatException fault)
        {
            faults.Add(new FieldError($"/workflows/{id}", fault.Message));
        }
    }

    private async Task FormAsync(string name, JsonObject json, CancellationToken cancellationToken)
    {
        if (Read(name, json) is not { } form) return;
        var (present, draft) = (forms.Newest(name), await db.Set<DraftedForm>().FindAsync([name], cancellationToken));
        var change = present is null ? "new" : present.Write() == form.Write() ? "same" : "changed";
        parts.Add(new PlacePart("form", name, form.Title, change, draft is not null && change != "same" ? [$"{draft.SavedBy} 的草稿会被代替。"] : []));
        if (!stages || change == "same") return;
        if (draft is null) db.Add(draft = new DraftedForm { Name = name, Json = "", SavedAt = clock.GetUtcNow(), SavedBy = user.UserName });
        (draft.Json, draft.SavedAt, draft.SavedBy, draft.Revision) = (form.Write(), clock.GetUtcNow(), user.UserName, draft.Revision + 1);
        db.Add(new FormEvent { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Act = "saved", At = clock.GetUtcNow(), Actor = user.UserName });
    }

    private FormDefinition? Read(string name, JsonObject json)
    {
        try
        {
            var form = FormDefinition.Read(json.ToJsonString());
            var wrong = FormCheck.Faults(form).Concat(form.Name == name ? [] : [new FieldError("/name", $"应与文件名 {name} 一致。")]).ToList();
            faults.AddRange(wrong.Select(error => error with { Pointer = $"/forms/{name}{error.Pointer}" }));
            return wrong.Count == 0 ? form : null;
        }
        catch (JsonException)
        {
            faults.Add(new FieldError($"/forms/{name}", "不是表单：有不认识的项，或者类型不对。"));
            return null;
        }
    }

    private async Task JourneyAsync(string code, string name, JsonObject json, CancellationToken cancellationToken)
    {
        var row = await db.Set<PlaceJourney>().FindAsync([code, name], cancellationToken);
        var present = row?.Json ?? await OwnAsync(code, name, cancellationToken);
        var change = present is null ? "new" : JsonNode.DeepEquals(JsonNode.Parse(present), json) ? "same" : "changed";
        parts.Add(new PlacePart("journey", name, json["title"]?.ToString() ?? name, change, []));
        if (!stages || change == "same") return;
        if (row is null) db.Add(row = new PlaceJourney { Code = code, Name = name, Json = "", ImportedAt = clock.GetUtcNow(), ImportedBy = user.UserName });
        (row.Json, row.ImportedAt, row.ImportedBy) = (Ordinances.DefinitionFiles.Canonical(json), clock.GetUtcNow(), user.UserName);
    }

    // The name was held against a pattern that knows no folders.
    private async Task<string?> OwnAsync(string code, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(catalog.Folder ?? "", "ordinances", code.ToLowerInvariant(), "journeys", name + ".json");
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }
}
