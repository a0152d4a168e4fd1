using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The open work of somebody, for whoever may hand it over: the person, whoever steers in the unit, who keeps the organisation.</summary>
/// <param name="UserName">Whose.</param>
public sealed record ListWorkOf(string UserName) : IRequest<Result<PageOf<OpenWork>>>;

/// <summary>An open task in somebody's hands.</summary>
/// <param name="Id">The task.</param>
/// <param name="CaseNumber">Its case.</param>
/// <param name="Title">Such as 整改.</param>
/// <param name="Due">Until when.</param>
/// <param name="Delegated">A colleague does it in the person's stead.</param>
public sealed record OpenWork(Guid Id, string CaseNumber, string Title, DateTimeOffset? Due, bool Delegated);

/// <summary>Hands one task of a leaver over (离职移交): one commit for each, since each belongs to a case of its own.</summary>
/// <param name="Id">The task.</param>
/// <param name="From">The leaver.</param>
/// <param name="To">The successor; null puts it back for its unit to claim.</param>
/// <param name="Reason">Why; required.</param>
public sealed record HandOverTask(Guid Id, string From, string? To, string? Reason) : IRequest<Result<HandedOver>>, ITaskChange;

/// <summary>A task in its new hands.</summary>
public sealed record HandedOver(Guid Id, string CaseNumber, string Title);

internal sealed class ListWorkOfHandler(CaseDbContext db, Staff staff) : IRequestHandler<ListWorkOf, Result<PageOf<OpenWork>>>
{
    public async Task<Result<PageOf<OpenWork>>> Handle(ListWorkOf request, CancellationToken cancellationToken)
    {
        var found = await staff.RequireAsync(request.UserName, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var name = found.Value.UserName;
        return PageOf<OpenWork>.Whole(await db.Tasks.AsNoTracking().Where(t => t.Status == "open" && (t.Assignee == name || t.DelegatedBy == name))
            .OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.Id)
            .Select(t => new OpenWork(t.Id, t.CaseNumber, t.Title, t.DueAt, t.Assignee != name)).ToListAsync(cancellationToken));
    }
}

internal sealed class HandOverTaskHandler(TaskAccess access, Colleagues colleagues, TaskHands hands) : IRequestHandler<HandOverTask, Result<HandedOver>>
{
    public async Task<Result<HandedOver>> Handle(HandOverTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToHandOverAsync(request.Id, request.From, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (task.Assignee != request.From && task.DelegatedBy != request.From) return TaskRefusals.NoLongerTheirs;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        var successor = string.IsNullOrWhiteSpace(request.To) ? null : await colleagues.RequireAsync(task, request.To, request.From, cancellationToken);
        if (successor is { Ok: false }) return successor.Refusal;

        await hands.GiveAsync(found.Value, successor?.Value, reason, request.From, cancellationToken);
        return new HandedOver(task.Id, task.CaseNumber, task.Title);
    }
}
