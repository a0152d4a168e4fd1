using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a deadline would be under a pack that is being written; nothing is stored.</summary>
/// <param name="Pack">The pack with its parent's rules merged in.</param>
/// <param name="Timer">Timer id.</param>
/// <param name="Start">Instant of its anchor.</param>
public sealed record PreviewDeadline(JsonObject Pack, string Timer, DateTimeOffset Start) : IRequest<Result<DeadlineResult>>;

internal sealed class PreviewDeadlineHandler(OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<PreviewDeadline, Result<DeadlineResult>>
{
    public Task<Result<DeadlineResult>> Handle(PreviewDeadline request, CancellationToken cancellationToken) => Task.FromResult(Preview(request));

    private Result<DeadlineResult> Preview(PreviewDeadline request)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var errors = catalog.Schema.Check(request.Pack);
        if (errors.Count == 0) errors = PackReferences.Check(request.Pack);
        if (errors.Count > 0) return OrdinanceRefusals.FaultyDraft(errors);
        var pack = Ordinance.Parse(request.Pack);
        if (!pack.Timers.ContainsKey(request.Timer)) return OrdinanceRefusals.UnknownTimer(request.Timer, pack);
        var computation = new ComputeDeadline(pack.Code, request.Timer, request.Start, new Dictionary<string, JsonNode?>(), [], null, null);
        if (ComputeDeadlineRules.Check(computation, pack) is { Count: > 0 } faults) return OrdinanceRefusals.BadInput(faults);
        try
        {
            return DeadlineCalculator.Compute(new DeadlineInput(request.Timer, request.Start, [], null), pack, new WorkingCalendar(catalog.Notices, pack.Calendar));
        }
        catch (MissingCalendarYearException missing)
        {
            return OrdinanceRefusals.NoCalendar(missing.Year);
        }
    }
}
