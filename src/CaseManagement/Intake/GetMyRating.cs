using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What became of a rating, for whoever has its code. Nothing about persons is shown.</summary>
public sealed record GetMyRating(string Code) : IRequest<Result<MyRating>>, IOpenToStrangers;

/// <param name="Item">Name of the item.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="IsBad">It opened, or would open, a case.</param>
/// <param name="RatedAt">When it was given.</param>
/// <param name="Status">Where it stands, in words.</param>
/// <param name="Steps">The steps of its case: name and <c>waiting</c>, <c>current</c> or <c>done</c>.</param>
/// <param name="Reply">The answer of the unit.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="LaterDay">The day that was named because it takes longer.</param>
/// <param name="Additional">Ratings added to it.</param>
public sealed record MyRating(
    string Item, string Level, bool IsBad, DateTimeOffset RatedAt, string Status, IReadOnlyList<MyStep> Steps, string? Reply, DateTimeOffset? RepliedAt, DateOnly? LaterDay, IReadOnlyList<MyAdditional> Additional);

public sealed record MyStep(string Name, string State);

public sealed record MyAdditional(string Level, DateTimeOffset RatedAt);

internal sealed class GetMyRatingHandler(CaseDbContext db, RatingTokens tokens, MyRatings mine) : IRequestHandler<GetMyRating, Result<MyRating>>
{
    public async Task<Result<MyRating>> Handle(GetMyRating request, CancellationToken cancellationToken)
    {
        var hash = tokens.HashOf(request.Code);
        var rating = await db.Set<RatingLink>().AsNoTracking().Where(l => l.CodeHash == hash).Select(l => l.RatingId).SingleOrDefaultAsync(cancellationToken);
        return rating is { } id ? await mine.OfAsync(id, cancellationToken) : RatingLinkRefusals.NoSuchCode;
    }
}

/// <summary>Reads a rating and its case the way its rater may see them.</summary>
internal sealed class MyRatings(CaseDbContext db, OrdinanceCatalog ordinances, FormCatalog forms, TaskFields fields, PersonalData personalData)
{
    public async Task<MyRating> OfAsync(Guid ratingId, CancellationToken cancellationToken)
    {
        var rating = await db.Ratings.AsNoTracking().SingleAsync(r => r.Id == ratingId, cancellationToken);
        var matter = await db.Set<ServiceMatter>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == rating.ServiceId, cancellationToken);
        var levels = ordinances.Get(rating.Region, rating.PackVersion).Rating;
        var @case = rating.CaseNumber is null ? null : await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == rating.CaseNumber, cancellationToken);
        var (reply, repliedAt) = @case is null ? default : await ReplyAsync(@case, [personalData.Open(rating.RaterNameSealed), personalData.Open(matter?.ApplicantNameSealed)], cancellationToken);
        var added = await db.Ratings.AsNoTracking().Where(r => r.FollowsId == rating.Id).OrderBy(r => r.RatedAt).Select(r => new { r.Level, r.RatedAt }).ToListAsync(cancellationToken);
        return new MyRating(
            matter?.ItemName ?? "", levels.Level(rating.Level)?.Name ?? rating.Level, levels.Level(rating.Level)?.IsBad == true, rating.RatedAt.ToChina(), StatusOf(rating, @case), await StepsAsync(@case, cancellationToken), reply, repliedAt,
            await LaterDayAsync(@case, cancellationToken), added.ConvertAll(a => new MyAdditional(levels.Level(a.Level)?.Name ?? a.Level, a.RatedAt.ToChina())));
    }

    private static string StatusOf(Rating rating, Case? @case) => (rating.Status, @case?.Status) switch
    {
        ("held", _) => "已收到，正在核对事项目录。",
        ("quarantined", _) => "已收到，正在核查。",
        (_, "notAdopted") or ("notAdopted", _) => "经复核，这条评价未予采纳。",
        (_, "open") => "已收到，正在核实、整改。",
        (_, "closed") => "已办结。",
        _ => "已收到，感谢您的评价。",
    };

    private async Task<IReadOnlyList<MyStep>> StepsAsync(Case? @case, CancellationToken cancellationToken)
    {
        if (@case is null) return [];
        var steps = await db.CaseSteps.AsNoTracking().Where(s => s.CaseNumber == @case.Number).ToListAsync(cancellationToken);
        return [.. CaseStep.InOrder.SelectMany(name => steps.Where(s => s.Step == name)).Select(s => new MyStep(TaskKinds.Of(s.Step).Name, s.State))];
    }

    private async Task<(string? Text, DateTimeOffset? At)> ReplyAsync(Case @case, IEnumerable<string?> names, CancellationToken cancellationToken)
    {
        var task = await db.Tasks.AsNoTracking().Where(t => t.CaseNumber == @case.Number && t.Kind == "reply" && t.Status == "completed").OrderByDescending(t => t.CompletedAt).FirstOrDefaultAsync(cancellationToken);
        if (task?.Fields is null) return default;
        var filled = fields.Opened((await forms.GetAsync(task.Form, task.FormVersion, cancellationToken)).Fields, task.Fields);
        return (Redaction.Of(filled["text"]?.GetValue<string>() ?? "", names), task.CompletedAt?.ToChina());
    }

    private async Task<DateOnly?> LaterDayAsync(Case? @case, CancellationToken cancellationToken)
    {
        if (@case is not { Status: "open", DueAt: { } due }) return null;
        // 24:00 of a day is stored as the next day's first instant.
        return await db.CaseEvents.AnyAsync(e => e.CaseNumber == @case.Number && (e.Type == "laterDayNamed" || e.Type == "extensionGranted"), cancellationToken) ? due.AddTicks(-1).LocalDate() : null;
    }
}
