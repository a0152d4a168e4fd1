using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>The requests for more time of one case, newest first.</summary>
public sealed record ListExtensions(string Number) : IRequest<Result<PageOf<ExtensionRow>>>;

/// <summary>A request for more time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="Amount">How much was asked for.</param>
/// <param name="Unit"><c>businessDay</c>, <c>calendarDay</c> or <c>hour</c>.</param>
/// <param name="GrantedAmount">How much was granted.</param>
/// <param name="Reason">Why; not repeated in the answer to the request itself.</param>
/// <param name="StampedFile">The sealed document.</param>
/// <param name="Status"><c>pending</c>, <c>granted</c>, <c>refused</c>, <c>lapsed</c>.</param>
/// <param name="RequestedBy">User name of the handler.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="SignedBy">User name of the leader who signed.</param>
/// <param name="DecidedBy">User name of whoever decided.</param>
/// <param name="DecidedAt">When.</param>
public sealed record ExtensionRow(
    Guid Id, string CaseNumber, int Amount, string Unit, int? GrantedAmount, string? Reason, Guid? StampedFile, string Status,
    string RequestedBy, DateTimeOffset RequestedAt, string? SignedBy, string? DecidedBy, DateTimeOffset? DecidedAt)
{
    internal static ExtensionRow Of(Extension e, string? reason) =>
        new(e.Id, e.CaseNumber, e.Amount, e.Unit, e.GrantedAmount, reason, e.StampedFile, e.Status, e.RequestedBy, e.RequestedAt, e.SignedBy, e.DecidedBy, e.DecidedAt);
}

internal sealed class ListExtensionsHandler(CaseAccess access, CaseDbContext db, CaseWords words) : IRequestHandler<ListExtensions, Result<PageOf<ExtensionRow>>>
{
    public async Task<Result<PageOf<ExtensionRow>>> Handle(ListExtensions request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<Extension>().AsNoTracking().Where(e => e.CaseNumber == request.Number).OrderByDescending(e => e.Id).ToListAsync(cancellationToken);
        var shown = await words.ShownAsync(found.Value, cancellationToken);
        return PageOf<ExtensionRow>.Whole([.. rows.Select(e => ExtensionRow.Of(e, shown(e.ReasonSealed)))]);
    }
}
