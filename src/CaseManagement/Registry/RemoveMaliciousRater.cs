using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>Takes a person off the register: their future ratings are taken in like anybody's; those set aside stay so (SP-8.1d). The entry is kept.</summary>
public sealed record RemoveMaliciousRater(Guid Id, string? Reason) : IRequest<Result<MaliciousEntry>>, IChange;

internal sealed class RemoveMaliciousRaterHandler(CaseDbContext db, CurrentUser user, AccessLog accessLog, TimeProvider clock) : IRequestHandler<RemoveMaliciousRater, Result<MaliciousEntry>>
{
    private const int LongestReason = 500;

    public async Task<Result<MaliciousEntry>> Handle(RemoveMaliciousRater request, CancellationToken cancellationToken)
    {
        if (await db.Set<MaliciousRater>().FindAsync([request.Id], cancellationToken) is not { } entry) return RegistryRefusals.NotFound;
        if (!user.May(Acts.RegisterMalicious, RegistryAccess.RootOf(entry.Region)))
        {
            await accessLog.RefusedAsync(Acts.RegisterMalicious, $"maliciousRater:{entry.Id}");
            return HttpRefusals.NotAllowed;
        }
        if (entry.RemovedAt is not null) return RegistryRefusals.AlreadyRemoved;
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason) return RegistryRefusals.ReasonRequired;
        (entry.RemovedAt, entry.RemovedBy, entry.RemovalReason) = (clock.GetUtcNow(), user.UserName, Redaction.Of(request.Reason.Trim()));
        return new MaliciousEntry(entry.Id, entry.Region, entry.NameMasked, entry.CaseNumber, entry.EnteredAt, entry.ExpiresAt);
    }
}
