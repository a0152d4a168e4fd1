using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The inbox: list, read, claim, release, complete.</summary>
internal static class TasksApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/tasks", async (
                string? view, int? page, int? pageSize, string? sort, string? kind, string? @class, DateTimeOffset? dueBefore, string? q, string? dueGroup, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListTasks(view ?? "mine", page ?? 1, pageSize ?? 50, sort, kind, @class, dueBefore, q, dueGroup), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("待办：mine 我的、unit 本单位、unclaimed 待认领、overdue 已逾期、watching 关注的、delegated 我委派的、acting 代办的").WithTags("待办").Produces<PageOf<TaskRow>>();
        app.MapGet("/api/v1/tasks/{id:guid}", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new GetTask(id), cancellationToken)).ToHttp(task => Results.Ok(TaskJson.Of(task))))
            .Named("一件任务及其表单").Produces<TaskJson>();
        app.MapPost("/api/v1/tasks/{id:guid}/claim", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ClaimTask(id), cancellationToken)).ToHttp())
            .Named("认领").Produces<TaskRow>().Produces<Problem>(409, "application/problem+json");
        app.MapPost("/api/v1/tasks/{id:guid}/release", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ReleaseTask(id), cancellationToken)).ToHttp())
            .Named("释放").Produces<TaskRow>().Produces<Problem>(409, "application/problem+json");
        TaskHandsApi.Map(app);
        TaskBulkApi.Map(app);
        TaskDraftsApi.Map(app);
        TaskFiltersApi.Map(app);
        app.MapPost("/api/v1/tasks/{id:guid}/complete", async (Guid id, CompletionBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new CompleteTask(id, body.Outcome, body.Fields ?? [], body.Attachments ?? []), cancellationToken)).ToHttp())
            .Named("办结任务：选一个结果，填好表单").Produces<CompletedTask>().Produces<Problem>(409, "application/problem+json").Produces<Problem>(422, "application/problem+json");
    }

    private static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string summary) => route
        .RequireAct(Acts.ReadCase).WithSummary(summary).WithTags("待办").Produces<Problem>(403, "application/problem+json").Produces<Problem>(404, "application/problem+json");

    internal sealed record CompletionBody(string Outcome, JsonObject? Fields = null, IReadOnlyList<Guid>? Attachments = null);

    /// <summary>A task as api.md has it: the row's fields with the form beside them.</summary>
    internal sealed record TaskJson(
        Guid Id, string CaseNumber, string Kind, string Title, string Unit, string UnitName, string? Assignee, string? AssigneeName, string Status,
        DateTimeOffset CreatedAt, DateTimeOffset? Due, DateOnly? LastDay, bool Overdue, IReadOnlyList<TaskOutcome> Outcomes, TaskForm Form,
        string Subject, string Quote, string Level, string? Class, string Step, DueCount? Remaining,
        JsonObject? Fields, DateTimeOffset? CompletedAt, string? CompletedByName, string? Outcome, bool MayClaim, bool MayRelease, bool MayComplete, int Revision, IReadOnlyList<TaskFact> Facts,
        string? DelegatedBy, string? DelegatedByName, string? ActingForName, string? ActedForName, bool MayDelegate, bool MayTakeBack, bool MayReassign)
    {
        public static TaskJson Of(TaskDetail task)
        {
            var row = task.Row;
            return new TaskJson(
                row.Id, row.CaseNumber, row.Kind, row.Title, row.Unit, row.UnitName, row.Assignee, row.AssigneeName, row.Status,
                row.CreatedAt, row.Due, row.LastDay, row.Overdue, row.Outcomes, task.Form, row.Subject, row.Quote, row.Level, row.Class, row.Step, row.Remaining,
                task.Fields, task.CompletedAt, task.CompletedByName, task.Outcome, task.MayClaim, task.MayRelease, task.MayComplete, task.Revision, task.Facts,
                row.DelegatedBy, row.DelegatedByName, task.ActingForName, task.ActedForName, task.MayDelegate, task.MayTakeBack, task.MayReassign);
        }
    }
}
