using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>The urgings of one case, newest first, with their answers.</summary>
/// <param name="Number">The case.</param>
public sealed record ListUrgings(string Number) : IRequest<Result<PageOf<UrgingDetail>>>;

/// <summary>An urging with its words and the answer.</summary>
public sealed record UrgingDetail(
    Guid Id, string CaseNumber, string Status, string Text, string UrgedBy, string UrgedByName, DateTimeOffset UrgedAt, string? Answer, string? AnsweredByName, DateTimeOffset? AnsweredAt);

internal sealed class ListUrgingsHandler(CaseAccess access, CaseDbContext db, CaseWords words, TaskFields filled, FormCatalog catalog, DisplayNames names)
    : IRequestHandler<ListUrgings, Result<PageOf<UrgingDetail>>>
{
    public async Task<Result<PageOf<UrgingDetail>>> Handle(ListUrgings request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<Urging>().AsNoTracking().Where(u => u.CaseNumber == request.Number).OrderByDescending(u => u.Id).ToListAsync(cancellationToken);
        var (shown, mask) = (await words.ShownAsync(found.Value, cancellationToken), await words.MaskAsync(found.Value, cancellationToken));
        var answers = await AnswersAsync(rows, cancellationToken);
        var people = await names.OfAsync(rows.SelectMany(u => new[] { u.UrgedBy, u.AnsweredBy }), cancellationToken);
        return PageOf<UrgingDetail>.Whole(rows.ConvertAll(u => new UrgingDetail(
            u.Id, u.CaseNumber, u.Status, shown(u.TextSealed)!, u.UrgedBy, people.GetValueOrDefault(u.UrgedBy, u.UrgedBy), u.UrgedAt,
            mask(answers.GetValueOrDefault(u.InstanceId)), u.AnsweredBy is { } by ? people.GetValueOrDefault(by, by) : null, u.AnsweredAt)));
    }

    private async Task<Dictionary<string, string?>> AnswersAsync(IEnumerable<Urging> urgings, CancellationToken cancellationToken)
    {
        var instances = urgings.Select(u => u.InstanceId).ToList();
        var tasks = await db.Tasks.AsNoTracking().Where(t => instances.Contains(t.InstanceId) && t.Kind == "answerUrge" && t.Status == "completed").ToListAsync(cancellationToken);
        Dictionary<string, string?> answers = [];
        foreach (var task in tasks)
        {
            var form = await catalog.GetAsync(task.Form, task.FormVersion, cancellationToken);
            answers[task.InstanceId] = (string?)filled.Opened(form.Fields, task.Fields!)["answer"];
        }
        return answers;
    }
}
