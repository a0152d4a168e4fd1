using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Computes one deadline of a pack for somebody who asks; changes nothing.</summary>
/// <param name="Code">Pack code.</param>
/// <param name="Timer">Timer id.</param>
/// <param name="Start">Instant of the timer's anchor.</param>
/// <param name="Settings">Values of the pack by dotted path, for this computation only.</param>
/// <param name="Suspensions">Finished standstills.</param>
/// <param name="Extension">A granted extension.</param>
/// <param name="ExtensionGrantedAt">When it was granted.</param>
public sealed record ComputeDeadline(
    string Code, string Timer, DateTimeOffset Start, IReadOnlyDictionary<string, JsonNode?> Settings, IReadOnlyList<Suspension> Suspensions, Duration? Extension,
    DateTimeOffset? ExtensionGrantedAt) : IRequest<Result<DeadlineAnswer>>;

/// <param name="Due">On time iff t ≤ due; null without a limit.</param>
/// <param name="LastDay">The day people speak of.</param>
/// <param name="Provisional">A year without a holiday notice was reached.</param>
/// <param name="Warnings">When warnings are given.</param>
/// <param name="Rule">The clause.</param>
/// <param name="Explanation">The counting, day by day.</param>
public sealed record DeadlineAnswer(
    DateTimeOffset? Due, DateOnly? LastDay, bool Provisional, IReadOnlyList<DateTimeOffset> Warnings, DeadlineRule Rule, IReadOnlyList<DeadlineDay> Explanation);

/// <param name="Id">Requirement id.</param>
/// <param name="Document">Title of the document.</param>
/// <param name="Clause">Such as 第十五条（一）.</param>
public sealed record DeadlineRule(string Id, string Document, string Clause);

internal sealed class ComputeDeadlineHandler(OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<ComputeDeadline, Result<DeadlineAnswer>>
{
    public Task<Result<DeadlineAnswer>> Handle(ComputeDeadline request, CancellationToken cancellationToken) => Task.FromResult(Compute(request));

    private Result<DeadlineAnswer> Compute(ComputeDeadline request)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        if (ComputeDeadlineRules.OutOfReach(request.Start)) return OrdinanceRefusals.BadInput([ComputeDeadlineRules.StartOutOfReach]);
        // The version that a case of that day would have opened under.
        if ((catalog.InForce(request.Code, request.Start.LocalDate()) ?? catalog.Current(request.Code)) is not { } published) return OrdinanceRefusals.Unknown(request.Code);
        if (!published.Timers.ContainsKey(request.Timer)) return OrdinanceRefusals.UnknownTimer(request.Timer, published);
        var applied = PackSettings.Apply(published, request.Settings, catalog.Schema);
        if (!applied.Ok) return applied.Refusal;
        var errors = ComputeDeadlineRules.Check(request, applied.Value);
        if (errors.Count > 0) return OrdinanceRefusals.BadInput(errors);
        return Answer(request, published, applied.Value);
    }

    private Result<DeadlineAnswer> Answer(ComputeDeadline request, Ordinance published, Ordinance ordinance)
    {
        try
        {
            var input = new DeadlineInput(request.Timer, request.Start, request.Suspensions, request.Extension, request.ExtensionGrantedAt);
            var result = DeadlineCalculator.Compute(input, ordinance, new WorkingCalendar(catalog.Notices, ordinance.Calendar));
            var id = ordinance.Timer(request.Timer).Ref ?? "";
            var clause = catalog.ClausesOf(published).For(id);
            return new DeadlineAnswer(result.Due, result.LastDay, result.Provisional, result.Warnings, new DeadlineRule(id, clause.Document, clause.Number), result.Explanation);
        }
        catch (MissingCalendarYearException missing)
        {
            return OrdinanceRefusals.NoCalendar(missing.Year);
        }
    }
}

/// <summary>What a computation can be asked with, so that no request walks the calendar for ever.</summary>
internal static class ComputeDeadlineRules
{
    // Technical bounds, no rule of law: China has kept +08:00 since 1992, and no limit comes near ten years.
    private static readonly DateOnly Earliest = new(1992, 1, 1);
    private static readonly DateOnly Latest = ChinaTime.LastDay;
    private const int LongestDays = 3660;
    private const int MostStandstills = 100;
    private static readonly string[] Units = [Duration.Hour, Duration.CalendarDay, Duration.BusinessDay];

    public static readonly FieldError StartOutOfReach = new("/start", $"请给出 {Earliest.Year} 年至 {Latest.Year} 年之间的时刻。");

    // Before anything takes the instant to China: the last instants there are have no local day.
    public static bool OutOfReach(DateTimeOffset start) => start.UtcDateTime.Year > Latest.Year || start.LocalDate() < Earliest || start.LocalDate() > Latest;

    public static IReadOnlyList<FieldError> Check(ComputeDeadline request, Ordinance ordinance)
    {
        var errors = new List<FieldError>();
        if (ordinance.Timer(request.Timer) is var timer && (TooLong(timer.Limit) || timer.WarnBefore?.Any(TooLong) == true))
            errors.Add(new(request.Settings.Keys.FirstOrDefault(k => k.StartsWith($"timers.{request.Timer}", StringComparison.Ordinal)) is { } key ? $"/settings{PackPath.Pointer(key)}" : "/event", $"最长 {LongestDays} 日。"));
        CheckExtension(request, ordinance, errors);
        if (request.Suspensions.Count > MostStandstills) errors.Add(new("/suspensions", $"最多 {MostStandstills} 项。"));
        else for (var i = 0; i < request.Suspensions.Count; i++) CheckSuspension(request, i, ordinance, errors);
        return errors;
    }

    private static void CheckExtension(ComputeDeadline request, Ordinance ordinance, List<FieldError> errors)
    {
        if (request.Extension is not { } extension) return;
        if (extension.Amount < 0) errors.Add(new("/extension/amount", "不能小于 0。"));
        if (!Units.Contains(extension.Unit)) errors.Add(new("/extension/unit", $"只能是 {string.Join("、", Units)} 之一。"));
        else if (TooLong(extension)) errors.Add(new("/extension/amount", $"最长 {LongestDays} 日。"));
        if (ordinance.Case.Extension?.CountFrom == ExtensionRules.Approval && request.ExtensionGrantedAt is null)
            errors.Add(new("/extension/grantedAt", "该规则包的延期自批准之日起算，请给出批准时刻。"));
        if (request.ExtensionGrantedAt is { } granted && (granted < request.Start || TooFar(request.Start, granted))) errors.Add(new("/extension/grantedAt", "须在起算时刻之后、十年之内。"));
    }

    private static void CheckSuspension(ComputeDeadline request, int index, Ordinance ordinance, List<FieldError> errors)
    {
        var at = $"/suspensions/{index}";
        if (request.Suspensions[index] is not { } suspension)
        {
            errors.Add(new(at, "缺少这一项。"));
            return;
        }
        if (!ordinance.Case.Clock.ContainsKey(suspension.Reason)) errors.Add(new($"{at}/reason", $"只能是 {string.Join("、", ordinance.Case.Clock.Keys)} 之一。"));
        if (suspension.From < request.Start) errors.Add(new($"{at}/from", "不能早于起算时刻。"));
        if (suspension.To < suspension.From) errors.Add(new($"{at}/to", "不能早于中止开始的时刻。"));
        else if (TooFar(request.Start, suspension.To)) errors.Add(new($"{at}/to", "须在起算后十年之内。"));
    }

    private static bool TooFar(DateTimeOffset start, DateTimeOffset at) => at - start > TimeSpan.FromDays(LongestDays);

    private static bool TooLong(Duration? span) => span is not null && span.Amount > (span.Unit == Duration.Hour ? LongestDays * 24 : LongestDays);
}
