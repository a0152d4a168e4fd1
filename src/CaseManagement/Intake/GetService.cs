using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A service as it stands: until when it may be rated, whether its rater was reminded, and its ratings.</summary>
public sealed record GetService(Guid Id) : IRequest<Result<ServiceView>>;

/// <param name="Id">The service.</param>
/// <param name="Region">Place.</param>
/// <param name="ExternalId">The business system's own id.</param>
/// <param name="Item">Catalogue item.</param>
/// <param name="Kind"><c>matter</c> or <c>consultation</c>.</param>
/// <param name="Mode">How it was handled.</param>
/// <param name="Unit">The unit that handled it.</param>
/// <param name="Status"><c>open</c> or <c>completed</c>.</param>
/// <param name="CompletedAt">When it was finished.</param>
/// <param name="RatedAt">When a rating left nothing more to ask for.</param>
/// <param name="Window">Until when it may be rated; null while it is not finished or where there is no end.</param>
/// <param name="Reminders">Messages that asked for a rating.</param>
/// <param name="Ratings">Its ratings, oldest first, those the system made up too.</param>
public sealed record ServiceView(
    Guid Id, string Region, string ExternalId, ServiceItemBody Item, string Kind, string Mode, string Unit, string Status, DateTimeOffset? CompletedAt, DateTimeOffset? RatedAt,
    RatingWindowView? Window, IReadOnlyList<ReminderView> Reminders, IReadOnlyList<RatingRow> Ratings);

public sealed record RatingWindowView(DateTimeOffset? Due, DateOnly? LastDay, bool Provisional);

public sealed record ReminderView(string Channel, string Status, DateTimeOffset DueAt, DateTimeOffset QueuedAt, string? Address);

internal sealed class GetServiceHandler(CaseDbContext db, CurrentUser user, RatingWindow window, OrdinanceCatalog ordinances, AccessLog accessLog) : IRequestHandler<GetService, Result<ServiceView>>
{
    public async Task<Result<ServiceView>> Handle(GetService request, CancellationToken cancellationToken)
    {
        var matter = await db.Set<ServiceMatter>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken);
        if (matter is null) return IntakeRefusals.UnknownService;
        if (!user.May(Acts.ReadCase, matter.UnitPath) && !user.May(Acts.SubmitIntake, matter.UnitPath))
        {
            await accessLog.RefusedAsync(Acts.ReadCase, $"service:{matter.Id}");
            return IntakeRefusals.RatingNotYours;
        }
        var pack = matter.CompletedAt is { } completed ? ordinances.InForce(matter.Region, completed.LocalDate()) : null;
        var end = pack is null ? null : window.WindowOf(pack, matter);
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.ServiceId == matter.Id || db.Set<RatedMatter>().Any(m => m.RatingId == r.Id && m.ServiceId == matter.Id))
            .OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).Select(RatingRow.Of).ToListAsync(cancellationToken);
        var reminders = await db.Set<OutgoingMessage>().AsNoTracking().Where(m => m.ServiceId == matter.Id && m.Kind == DueReminders.Kind).OrderBy(m => m.QueuedAt)
            .Select(m => new ReminderView(m.Channel, m.Status, m.DueAt, m.QueuedAt, m.AddressMasked)).ToListAsync(cancellationToken);
        return new ServiceView(
            matter.Id, matter.Region, matter.ExternalId, new ServiceItemBody(matter.ItemCode, matter.ItemName), matter.Kind, matter.Mode, matter.UnitCode,
            matter.CompletedAt is null ? "open" : "completed", matter.CompletedAt, matter.RatedAt, end is null ? null : new RatingWindowView(end.Due, end.LastDay, end.Provisional), reminders, ratings);
    }
}
