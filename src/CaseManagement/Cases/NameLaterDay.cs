using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The unit cannot rectify in time and names a later day with its reason; nobody has to approve (YS-13c).</summary>
/// <param name="Number">The case.</param>
/// <param name="Reason">Why; required, and shown to the rater.</param>
/// <param name="NewDue">The new last day, <c>yyyy-MM-dd</c>; required.</param>
public sealed record NameLaterDay(string Number, string? Reason, DateOnly? NewDue) : IRequest<Result<LaterDay>>, IChange
{
    public string? Stream => Number;
}

/// <summary>The later day.</summary>
/// <param name="CaseNumber">The case.</param>
/// <param name="Due">24:00 of the day, which is 00:00 of the next.</param>
/// <param name="LastDay">The day people speak of.</param>
/// <param name="Late">It was named after the old due had passed.</param>
public sealed record LaterDay(string CaseNumber, DateTimeOffset? Due, DateOnly LastDay, bool Late);

internal sealed class NameLaterDayHandler(LaterDayAct act, CaseAccess access, DeadlineDesk deadlines, CaseTimeline timeline, TimeProvider clock)
    : IRequestHandler<NameLaterDay, Result<LaterDay>>
{
    public async Task<Result<LaterDay>> Handle(NameLaterDay request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        var old = @case.DueAt!.Value;
        if (request.NewDue is not { } day) return CaseRefusals.NewDueRequired;
        if (day <= old.AddTicks(-1).LocalDate() || day < clock.GetUtcNow().LocalDate()) return CaseRefusals.NewDueNotLater;

        var late = clock.GetUtcNow() > old;
        timeline.Append(@case, access.SignatureFor(Acts.Rectify, @case), "laterDayNamed", new JsonObject
        {
            ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["reason"] = reason, ["late"] = late,
        });
        await deadlines.EndOnAsync(@case, day, "laterDayNamed", cancellationToken);
        return new LaterDay(@case.Number, @case.DueAt, day, late);
    }
}
