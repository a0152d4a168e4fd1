using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>Writes down what the check of a drawn case found; it stands in the case's history.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Case">A case of the sample.</param>
/// <param name="Outcome"><c>passed</c> or <c>failed</c>.</param>
/// <param name="Note">What was found; required when it failed.</param>
public sealed record RecordSpotCheck(Guid Id, string Case, string? Outcome, string? Note) : IRequest<Result<SpotCheckCase>>, IChange
{
    public string? Stream => Case;
}

internal sealed class RecordSpotCheckHandler(CaseDbContext db, CaseAccess access, PersonalData personalData, CaseTimeline timeline, CurrentUser user, TimeProvider clock)
    : IRequestHandler<RecordSpotCheck, Result<SpotCheckCase>>
{
    private const int LongestNote = 1000;

    public async Task<Result<SpotCheckCase>> Handle(RecordSpotCheck request, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<SpotCheck>([request.Id], cancellationToken) is not { } check) return SpotCheckRefusals.NotFound;
        if (await db.FindAsync<SpotCheckItem>([request.Id, request.Case], cancellationToken) is not { } item) return SpotCheckRefusals.NotDrawn;
        var found = await access.RequireAsync(request.Case, Acts.SpotCheck, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (item.Result is not null) return SpotCheckRefusals.AlreadyChecked;
        if (request.Outcome is not ("passed" or "failed")) return SpotCheckRefusals.UnknownResult;
        var note = request.Note?.Trim() is { Length: > 0 } words ? words : null;
        if (note is { Length: > LongestNote } || (note is null && request.Outcome == "failed")) return SpotCheckRefusals.NoteRequired;

        (item.Result, item.NoteSealed, item.CheckedBy, item.CheckedAt) = (request.Outcome, personalData.Seal(note), user.UserName, clock.GetUtcNow());
        timeline.Append(found.Value, access.SignatureFor(Acts.SpotCheck, found.Value), "spotChecked", new JsonObject { ["spotCheck"] = check.Id.ToString(), ["result"] = item.Result });
        return new SpotCheckCase(item.CaseNumber, item.Result, note is null ? null : Redaction.Of(note), item.CheckedBy, item.CheckedAt);
    }
}
