using System.Globalization;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.CaseManagement.Rectification;

/// <summary>What is put right is finished: its day is not in the future, and not before what it answers was said.</summary>
internal sealed class RectificationRule(CaseDbContext db, TimeProvider clock) : ITaskRule
{
    public string Kind => "rectify";

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        if (work.Outcome != "rectified" || !DateOnly.TryParseExact((string?)work.Fields["finishedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        if (day > clock.GetUtcNow().LocalDate()) return RectificationRefusals.NotFinished;
        var voice = await CaseVoice.OfAsync(db, work.Case, cancellationToken);
        return day < voice.At.LocalDate() ? RectificationRefusals.BeforeRating : null;
    }
}

internal static class RectificationRefusals
{
    public static readonly Refusal NotFinished = Refusal.Rule("finishedInFuture", "完成日期还没有到，请在整改完成后提交。", new FieldError("/fields/finishedOn", "不能晚于今天。"));
    public static readonly Refusal BeforeRating = Refusal.Rule("finishedBeforeRating", "完成日期早于评价（投诉）当天，请核对后提交。", new FieldError("/fields/finishedOn", "不能早于评价（投诉）当天。"));
}
