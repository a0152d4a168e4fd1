using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Rectification;

/// <summary>What is put right is finished: its day is not in the future.</summary>
internal sealed class RectificationRule(TimeProvider clock) : ITaskRule
{
    public string Kind => "rectify";

    public ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken) =>
        ValueTask.FromResult(work.Outcome == "rectified" && DateOnly.TryParseExact((string?)work.Fields["finishedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day > clock.GetUtcNow().LocalDate() ? RectificationRefusals.NotFinished : null);
}

internal static class RectificationRefusals
{
    public static readonly Refusal NotFinished = Refusal.Rule("finishedInFuture", "完成日期还没有到，请在整改完成后提交。", new FieldError("/fields/finishedOn", "不能晚于今天。"));
}
