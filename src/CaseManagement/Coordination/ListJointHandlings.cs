using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using MediatR;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>The joint handlings of one case, newest first, with what each department has done.</summary>
/// <param name="Number">The case.</param>
public sealed record ListJointHandlings(string Number) : IRequest<Result<PageOf<JointHandlingDetail>>>;

/// <summary>A joint handling with its departments.</summary>
public sealed record JointHandlingDetail(
    Guid Id, string CaseNumber, string Status, string ConvenedBy, string ConvenedByName, DateTimeOffset ConvenedAt, string? Opinion, DateTimeOffset? SettledAt, IReadOnlyList<JointDepartment> Departments);

/// <summary>A department that takes part.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="TaskId">Its task; its clock stands among the deadlines of the case. Null before the workflow has asked it.</param>
/// <param name="Status"><c>waiting</c>, <c>answered</c> or <c>cancelled</c>.</param>
/// <param name="Opinion">What it said.</param>
/// <param name="AnsweredAt">When.</param>
public sealed record JointDepartment(string Unit, string UnitName, Guid? TaskId, string Status, string? Opinion, DateTimeOffset? AnsweredAt);

internal sealed class ListJointHandlingsHandler(CaseAccess access, CaseDbContext db, JointOpinions opinions, DisplayNames names) : IRequestHandler<ListJointHandlings, Result<PageOf<JointHandlingDetail>>>
{
    public async Task<Result<PageOf<JointHandlingDetail>>> Handle(ListJointHandlings request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<JointHandling>().AsNoTracking().Where(j => j.CaseNumber == request.Number).OrderByDescending(j => j.Id).ToListAsync(cancellationToken);
        var people = await names.OfAsync(rows.Select(j => j.ConvenedBy), cancellationToken);
        List<JointHandlingDetail> details = [];
        foreach (var j in rows)
            details.Add(new(j.Id, j.CaseNumber, j.Status, j.ConvenedBy, people.GetValueOrDefault(j.ConvenedBy, j.ConvenedBy), j.ConvenedAt, j.Opinion, j.SettledAt, await DepartmentsAsync(j, cancellationToken)));
        return PageOf<JointHandlingDetail>.Whole(details);
    }

    private async Task<IReadOnlyList<JointDepartment>> DepartmentsAsync(JointHandling joint, CancellationToken cancellationToken)
    {
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.InstanceId == joint.InstanceId && t.Kind == "consult").OrderBy(t => t.CreatedAt).ToListAsync(cancellationToken);
        var codes = JsonSerializer.Deserialize<List<string>>(joint.Units, EventHash.Json)!.Union(tasks.Select(t => t.UnitCode)).ToList();
        var unitNames = await names.OfUnitsAsync(codes, cancellationToken);
        List<JointDepartment> departments = [];
        foreach (var code in codes)
        {
            var task = tasks.FindLast(t => t.UnitCode == code);
            departments.Add(new(code, unitNames.GetValueOrDefault(code, code), task?.Id, StatusOf(joint, task), task is null ? null : await opinions.OfAsync(task, cancellationToken), task?.CompletedAt));
        }
        return departments;
    }

    private static string StatusOf(JointHandling joint, TaskItem? task) => task?.Status switch
    {
        "completed" => "answered", "cancelled" => "cancelled", _ => joint.Status == "open" ? "waiting" : "cancelled",
    };
}

/// <summary>Reads what a department said in its task.</summary>
internal sealed class JointOpinions(TaskFields filled, FormCatalog catalog)
{
    public async Task<string?> OfAsync(TaskItem task, CancellationToken cancellationToken)
    {
        if (task.Status != "completed") return null;
        var form = await catalog.GetAsync(task.Form, task.FormVersion, cancellationToken);
        return (string?)filled.Opened(form.Fields, task.Fields!)["opinion"];
    }
}
