using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Somebody keeps an eye on a case (关注). It is theirs alone: no part of the case, and nothing they could not read anyway.</summary>
public sealed class Watch
{
    public required string UserName { get; init; }
    public required string CaseNumber { get; init; }
    public required DateTimeOffset SinceAt { get; init; }
}

internal sealed class WatchConfiguration : IEntityTypeConfiguration<Watch>
{
    public void Configure(EntityTypeBuilder<Watch> builder)
    {
        builder.ToTable("Watches").HasKey(w => new { w.UserName, w.CaseNumber });
        builder.Property(w => w.UserName).HasMaxLength(256);
        builder.HasIndex(w => w.CaseNumber);
    }
}

/// <summary>Begins or ends watching a case; doing it again changes nothing.</summary>
/// <param name="Number">The case.</param>
/// <param name="On">Watch it, or no longer.</param>
public sealed record WatchCase(string Number, bool On) : IRequest<Result<WatchState>>, IChange;

/// <summary>Whether the user watches a case.</summary>
/// <param name="Number">The case.</param>
public sealed record GetWatch(string Number) : IRequest<Result<WatchState>>;

/// <summary>Whether the user watches a case, and since when.</summary>
public sealed record WatchState(string CaseNumber, bool Watching, DateTimeOffset? Since);

internal sealed class WatchCaseHandler(CaseAccess access, CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<WatchCase, Result<WatchState>>
{
    public async Task<Result<WatchState>> Handle(WatchCase request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var mine = db.Set<Watch>().Where(w => w.UserName == user.UserName && w.CaseNumber == request.Number);
        if (!request.On)
        {
            await mine.ExecuteDeleteAsync(cancellationToken);
            return new WatchState(request.Number, false, null);
        }
        var watch = await mine.SingleOrDefaultAsync(cancellationToken);
        if (watch is null) db.Add(watch = new Watch { UserName = user.UserName, CaseNumber = request.Number, SinceAt = clock.GetUtcNow() });
        return new WatchState(request.Number, true, watch.SinceAt);
    }
}

internal sealed class GetWatchHandler(CaseAccess access, CaseDbContext db, CurrentUser user) : IRequestHandler<GetWatch, Result<WatchState>>
{
    public async Task<Result<WatchState>> Handle(GetWatch request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var since = await db.Set<Watch>().AsNoTracking().Where(w => w.UserName == user.UserName && w.CaseNumber == request.Number).Select(w => (DateTimeOffset?)w.SinceAt).SingleOrDefaultAsync(cancellationToken);
        return new WatchState(request.Number, since is not null, since);
    }
}
