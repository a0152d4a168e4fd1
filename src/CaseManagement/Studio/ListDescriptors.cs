using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The palette: every activity with its inputs, choices filled from what there is now, and the workflows that may be used as activities.</summary>
internal sealed record ListDescriptors : IRequest<Result<JsonObject>>;

internal sealed class ListDescriptorsHandler(CaseDbContext db, ActivityCatalog catalog, InputChoices choices, FormPorts ports, CurrentUser user) : IRequestHandler<ListDescriptors, Result<JsonObject>>
{
    public async Task<Result<JsonObject>> Handle(ListDescriptors request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var activities = catalog.All.OrderBy(activity => activity.Type, StringComparer.Ordinal).SelectMany(Descriptors);
        return ElsaHttp.List(activities.Concat(await WorkflowsAsync(cancellationToken)));
    }

    private IEnumerable<JsonObject> Descriptors(ActivityDescriptor activity)
    {
        var inputs = activity.Inputs.ToDictionary(input => input.Name, input => choices.Of(activity.Type, input.Name));
        return activity.Type == FormPorts.HumanTask
            ? ports.Versions().Select(version => DescriptorJson.Activity(activity, inputs, version.Version, version.Ports))
            : [DescriptorJson.Activity(activity, inputs)];
    }

    // Every version, so that no stored definition refers to one the canvas does not know; only the published may be dragged.
    private async Task<List<JsonObject>> WorkflowsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.DefinitionVersions.AsNoTracking().Where(v => v.Json.Contains("\"usableAsActivity\":true")).OrderBy(v => v.DefinitionId).ThenBy(v => v.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Row: row, Definition: DefinitionReader.Read(row.Json))).Where(item => item.Definition.UsableAsActivity)
            .DistinctBy(item => (item.Row.Name, item.Row.Version)).Select(item => DescriptorJson.Workflow(item.Row, item.Definition))];
    }
}

/// <summary>What one input offers now, for a panel that is open while something else changes.</summary>
/// <param name="Type">The activity's type.</param>
/// <param name="Input">The input's name.</param>
internal sealed record ListChoices(string Type, string Input) : IRequest<Result<JsonObject>>;

internal sealed class ListChoicesHandler(ActivityCatalog catalog, InputChoices choices, CurrentUser user) : IRequestHandler<ListChoices, Result<JsonObject>>
{
    public Task<Result<JsonObject>> Handle(ListChoices request, CancellationToken cancellationToken) => Task.FromResult<Result<JsonObject>>(
        !user.May(Acts.WorkflowRead) ? HttpRefusals.NotAllowed : new JsonObject { ["items"] = Specifications(request) });

    // The hints of an input that is typed freely do not change.
    private JsonObject Specifications(ListChoices request)
    {
        var input = catalog.Find(request.Type)?.Inputs.FirstOrDefault(input => input.Name.Equals(request.Input, StringComparison.OrdinalIgnoreCase));
        return input is not null ? DescriptorJson.Specifications(input, choices.Of(request.Type, input.Name)) ?? [] : [];
    }
}
