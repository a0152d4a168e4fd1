using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Cases within the user's units.</summary>
/// <param name="Status"><c>open</c>, <c>closed</c>, <c>notAdopted</c>.</param>
/// <param name="Unit">Unit code; its subtree.</param>
/// <param name="Class">Class code.</param>
/// <param name="Ordinance">Pack code.</param>
/// <param name="Overdue">Only overdue, or only not.</param>
/// <param name="DueBefore">Due before this instant.</param>
/// <param name="Query">Words of number, item or unit.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Sort"><c>-openedAt</c> (default), <c>openedAt</c>, <c>due</c>, <c>-due</c>.</param>
public sealed record ListCases(
    string? Status = null, string? Unit = null, string? Class = null, string? Ordinance = null, bool? Overdue = null, DateTimeOffset? DueBefore = null,
    string? Query = null, int Page = 1, int PageSize = 50, string? Sort = null) : IRequest<Result<PageOf<CaseRow>>>;

public sealed record CaseRow(
    string Number, string Subject, string Quote, string Level, string? Class, string Status, string Step, string Unit, string UnitName,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? Due, DateOnly? LastDay, bool Overdue, DueCount? Remaining, string? Assignee);
