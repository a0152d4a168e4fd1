using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Definitions as Elsa's clients read them. The links say what this user may do; Studio shows no button without its link.</summary>
internal sealed class DefinitionJson(ActivityCatalog catalog, FormPorts ports, CurrentUser user)
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";
    private const string ToolVersion = "3.8.2.0";
    private const string Definitions = ElsaHttp.Root + "/workflow-definitions";

    public JsonObject Summary(WorkflowDefinitionVersion row)
    {
        var definition = DefinitionReader.Read(row.Json);
        return new JsonObject
        {
            ["id"] = row.Id, ["definitionId"] = row.DefinitionId, ["name"] = row.Name, ["description"] = definition.Description, ["version"] = row.Version,
            ["toolVersion"] = definition.ToolVersion ?? ToolVersion, ["isLatest"] = row.IsLatest, ["isPublished"] = row.IsPublished, ["isReadonly"] = definition.IsReadonly,
            ["isSystem"] = definition.IsSystem, ["providerName"] = null, ["materializerName"] = "Json", ["isMaterializerAvailable"] = true,
            ["createdAt"] = row.CreatedAt.ToString("O"), ["links"] = Links(row),
        };
    }

    /// <summary>Everything, ready for the canvas: node ids computed, lists never null, unknown activities wrapped.</summary>
    public JsonObject Full(WorkflowDefinitionVersion row)
    {
        var definition = DefinitionReader.Read(row.Json);
        UnknownActivities.Replace(definition, node => catalog.Find(node.Type) is not null && !node.IsOtherVersion || node.Json["workflowDefinitionId"] is JsonValue);
        ports.Mark(definition);
        var json = definition.Json;
        Complete(json, row);
        json["materializerName"] = "Json";
        json["isMaterializerAvailable"] = true;
        json["links"] = Links(row);
        return json;
    }

    /// <summary>The form of files: Elsa's schema in front, no links.</summary>
    public static JsonObject Export(WorkflowDefinitionVersion row)
    {
        var content = DefinitionReader.Read(row.Json).Json;
        Complete(content, row);
        var json = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in content.ToList()) json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>What saving and publishing answer; the findings are ours, Studio overlooks them.</summary>
    public JsonObject Saved(WorkflowDefinitionVersion row, bool alreadyPublished, IEnumerable<Finding> findings) => new()
    {
        ["workflowDefinition"] = Full(row), ["alreadyPublished"] = alreadyPublished, ["consumingWorkflowCount"] = 0, ["findings"] = Findings(findings),
    };

    public static JsonArray Findings(IEnumerable<Finding> findings) => ElsaHttp.Array(findings.Select(finding => new JsonObject
    {
        ["activityId"] = finding.ActivityId, ["severity"] = finding.Severity.ToString(), ["message"] = finding.Message,
    }));

    /// <summary>What a list offers. Without <c>bulk-publish</c> Studio creates and imports nothing, so whoever drafts gets it too; the designer's page hides the button and the API refuses the act.</summary>
    public JsonArray ListLinks()
    {
        string[] read = ["self", "is-name-unique", "count", "many-by-id"];
        string[] edit = user.May(Acts.WorkflowEdit) ? ["bulk-delete-by-definition-id", "bulk-delete-by-id", "import", "import-files", "create", "bulk-publish"] : [];
        string[] publish = user.May(Acts.WorkflowPublish) ? ["bulk-retract"] : [];
        return ElsaHttp.Array(read.Concat(edit).Concat(publish).Select(rel => Link(rel, Definitions, rel is "self" or "count" or "is-name-unique" or "many-by-id" ? "GET" : "POST")));
    }

    private static void Complete(JsonObject json, WorkflowDefinitionVersion row)
    {
        json.Remove("links");
        (json["id"], json["definitionId"], json["name"], json["version"]) = (row.Id, row.DefinitionId, row.Name, row.Version);
        (json["isLatest"], json["isPublished"], json["createdAt"]) = (row.IsLatest, row.IsPublished, row.CreatedAt.ToString("O"));
        foreach (var name in new[] { "variables", "inputs", "outputs", "outcomes" }) json[name] ??= new JsonArray();
        json["customProperties"] ??= new JsonObject();
        json["options"] ??= new JsonObject();
        json["toolVersion"] ??= ToolVersion;
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        if (!json.ContainsKey("description")) json["description"] = null;
    }

    private JsonArray Links(WorkflowDefinitionVersion row)
    {
        var at = $"{Definitions}/{Uri.EscapeDataString(row.DefinitionId)}";
        var links = new JsonArray { Link("self", at, "GET"), Link("versions", at + "/versions", "GET"), Link("export", at + "/export", "GET") };
        // Studio lets nobody draw without the link "publish": whoever drafts gets it too, as in the list.
        if (user.May(Acts.WorkflowEdit))
            foreach (var rel in new[] { "dispatch", "execute", "import", "update-references", "publish" }) links.Add(Link(rel, $"{at}/{rel}", "POST"));
        if (user.May(Acts.WorkflowEdit)) links.Add(Link("delete", at, "DELETE"));
        if (user.May(Acts.WorkflowPublish)) links.Add(Link("retract", $"{at}/retract", "POST"));
        return links;
    }

    private static JsonObject Link(string rel, string href, string method) => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
