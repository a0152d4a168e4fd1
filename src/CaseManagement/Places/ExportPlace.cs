using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>A place's whole set in one zip, for another installation: the pack with its versions, the workflows, the forms, the journeys.</summary>
public sealed record ExportPlace(string Code) : IRequest<Result<PlaceFile>>;

public sealed record PlaceFile(string FileName, byte[] Content);

internal sealed class ExportPlaceHandler(CaseDbContext db, OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock) : IRequestHandler<ExportPlace, Result<PlaceFile>>
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    public async Task<Result<PlaceFile>> Handle(ExportPlace request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance) || !user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var versions = await db.Set<PackVersion>().AsNoTracking().Where(v => v.Code == request.Code).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        if (versions.Count == 0) return OrdinanceRefusals.Unknown(request.Code);
        var files = new Dictionary<string, JsonObject>(StringComparer.Ordinal) { [PlaceSet.Manifest] = [], [PlaceSet.Pack] = Parsed(versions[0].Own ?? versions[0].Json) };
        if (versions[0].Clauses is { } clauses) files[PlaceSet.Clauses] = Parsed(clauses);
        foreach (var version in versions) files[$"packs/{version.Version}.json"] = Parsed(version.Own ?? version.Json);
        var definitions = await DefinitionsAsync(Parsed(versions[0].Json), cancellationToken);
        foreach (var row in definitions) files[$"workflows/{row.DefinitionId}.json"] = File(row);
        foreach (var (name, json) in await FormsAsync(definitions, cancellationToken)) files[$"forms/{name}.json"] = json;
        foreach (var (name, json) in await JourneysAsync(request.Code, cancellationToken)) files[$"journeys/{name}.json"] = json;
        files[PlaceSet.Manifest] = new JsonObject
        {
            ["format"] = PlaceSet.Format, ["code"] = request.Code, ["title"] = versions[0].Title, ["version"] = versions[0].Version, ["exportedAt"] = clock.GetUtcNow().ToChina().ToString("O"), ["exportedBy"] = user.UserName,
            ["files"] = new JsonArray([.. files.Keys.Where(path => path != PlaceSet.Manifest).Select(path => JsonValue.Create(path))]),
        };
        return new PlaceFile($"haochaping-{request.Code.ToLowerInvariant()}-{versions[0].Version}.zip", PlaceZip.Write(new PlaceSet(files), clock.GetUtcNow().ToChina()));
    }

    /// <summary>What the pack binds, and what that starts or uses in turn.</summary>
    private async Task<List<WorkflowDefinitionVersion>> DefinitionsAsync(JsonObject pack, CancellationToken cancellationToken)
    {
        var (found, wanted) = (new List<WorkflowDefinitionVersion>(), new Queue<string>(WorkflowBindings.Workflows(pack).Distinct()));
        while (wanted.TryDequeue(out var id))
        {
            if (found.Exists(row => row.DefinitionId == id)) continue;
            if (await db.DefinitionVersions.AsNoTracking().SingleOrDefaultAsync(v => v.DefinitionId == id && v.IsPublished, cancellationToken) is not { } row) continue;
            found.Add(row);
            foreach (var other in DefinitionReader.Read(row.Json).Activities().Select(node => node.LiteralOf("workflowDefinitionId")).OfType<string>()) wanted.Enqueue(other);
        }
        return found;
    }

    private async Task<Dictionary<string, JsonObject>> FormsAsync(List<WorkflowDefinitionVersion> definitions, CancellationToken cancellationToken)
    {
        var names = definitions.SelectMany(row => DefinitionReader.Read(row.Json).Activities()).Where(node => node.Type == "HaoChaPing.HumanTask").Select(node => node.LiteralOf("form")).OfType<string>().Distinct().ToList();
        var rows = await db.Set<FormVersion>().AsNoTracking().Where(form => names.Contains(form.Name)).ToListAsync(cancellationToken);
        return rows.GroupBy(form => form.Name).ToDictionary(family => family.Key, family => Parsed(family.MaxBy(form => form.Version)!.Json));
    }

    // Those of the product, and over them those that came with an imported set.
    private async Task<Dictionary<string, JsonObject>> JourneysAsync(string code, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(catalog.Folder ?? "", "ordinances", code.ToLowerInvariant(), "journeys");
        var journeys = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : []) journeys[Path.GetFileNameWithoutExtension(path)] = Parsed(await System.IO.File.ReadAllTextAsync(path, cancellationToken));
        foreach (var row in await db.Set<PlaceJourney>().AsNoTracking().Where(journey => journey.Code == code).ToListAsync(cancellationToken)) journeys[row.Name] = Parsed(row.Json);
        return journeys;
    }

    private static JsonObject File(WorkflowDefinitionVersion row)
    {
        var json = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in Workflows.Runtime.DefinitionContent.Of(row).ToList()) if (name != "links") json[name] = value?.DeepClone();
        return json;
    }

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();
}
