using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Analysis;

/// <summary>A supervisor makes one issue of what cases have in common, with a last day (AK-22b, GD-19, YS-12a).</summary>
/// <param name="Title">What it is; required.</param>
/// <param name="Unit">Who has to solve it.</param>
/// <param name="DueOn">Last local day; required.</param>
/// <param name="Cases">The cases it was found in, at least one.</param>
public sealed record OpenCommonIssue(string? Title, string? Unit, DateOnly? DueOn, IReadOnlyList<string>? Cases) : IRequest<Result<CommonIssueRow>>, IChange;

/// <summary>A common issue.</summary>
public sealed record CommonIssueRow(
    Guid Id, string Region, string Unit, string Title, DateOnly DueOn, bool Overdue, string Status, IReadOnlyList<string> Cases, string OpenedBy, DateTimeOffset OpenedAt,
    string? Solution, string? GuideVersion, string? ClosedBy, DateTimeOffset? ClosedAt)
{
    internal static CommonIssueRow Of(CommonIssue i, IEnumerable<string> cases, string? solution, DateOnly today) => new(
        i.Id, i.Region, i.UnitCode, i.Title, i.DueOn, (i.ClosedAt?.LocalDate() ?? today) > i.DueOn, i.Status, [.. cases], i.OpenedBy, i.OpenedAt, solution, i.GuideVersion, i.ClosedBy, i.ClosedAt);
}

internal sealed class OpenCommonIssueHandler(CaseDbContext db, CurrentUser user, AccessLog accessLog, OrdinanceCatalog ordinances, TimeProvider clock) : IRequestHandler<OpenCommonIssue, Result<CommonIssueRow>>
{
    private const int LongestTitle = 200;
    private const int MostCases = 200;

    public async Task<Result<CommonIssueRow>> Handle(OpenCommonIssue request, CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().LocalDate();
        if (FormRefusalOf(request, today) is { } refusal) return refusal;
        if (await db.Units.SingleOrDefaultAsync(u => u.Code == request.Unit, cancellationToken) is not { } unit) return CommonIssueRefusals.UnknownUnit;
        if (!user.May(Acts.Urge, unit.Path))
        {
            await accessLog.RefusedAsync(Acts.Urge, $"unit:{unit.Code}");
            return HttpRefusals.NotAllowed;
        }
        if (ordinances.Current(unit.Region)?.Read("analysis.commonIssues") is not JsonValue known || !known.TryGetValue<bool>(out var has) || !has) return CommonIssueRefusals.NotAllowed;
        List<string> numbers = [.. request.Cases!.Distinct(StringComparer.Ordinal)];
        var mine = await db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath)).Where(c => numbers.Contains(c.Number) && c.Region == unit.Region).Select(c => c.Number).ToListAsync(cancellationToken);
        if (numbers.FindIndex(n => !mine.Contains(n)) is >= 0 and var unknown) return CommonIssueRefusals.UnknownCase(unknown);

        var issue = new CommonIssue
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Region = unit.Region, UnitCode = unit.Code, UnitPath = unit.Path, Title = Redaction.Of(request.Title!.Trim()), DueOn = request.DueOn!.Value,
            Status = "open", OpenedBy = user.UserName, OpenedAt = clock.GetUtcNow(),
        };
        db.Add(issue);
        db.AddRange(numbers.Select(number => new CommonIssueCase { IssueId = issue.Id, CaseNumber = number }));
        return CommonIssueRow.Of(issue, numbers, null, today);
    }

    private static Refusal? FormRefusalOf(OpenCommonIssue request, DateOnly today)
    {
        List<FieldError> errors = [];
        if (request.Title?.Trim() is not { Length: > 0 and <= LongestTitle }) errors.Add(new("/title", $"请写明共性问题，最多 {LongestTitle} 字。"));
        if (string.IsNullOrWhiteSpace(request.Unit)) errors.Add(new("/unit", "请填写负责解决的单位编码。"));
        if (request.DueOn is null) errors.Add(new("/dueOn", "请填写解决期限的最后一天。"));
        else if (request.DueOn < today) errors.Add(new("/dueOn", "解决期限不能早于今天。"));
        if (request.Cases is not { Count: >= 1 and <= MostCases } || request.Cases.Any(string.IsNullOrWhiteSpace)) errors.Add(new("/cases", $"请列出 1 至 {MostCases} 件工单。"));
        return errors.Count == 0 ? null : Refusal.Rule("fieldsInvalid", "共性问题填写不完整，请改正后再提交。", [.. errors]);
    }
}

/// <summary>Every "no" to common issues.</summary>
internal static class CommonIssueRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("commonIssuesNotAllowed", "本地办法没有规定共性问题整治。");
    public static readonly Refusal NotFound = Refusal.NotFound("commonIssueNotFound", "没有找到这项共性问题，请核对后再试。");
    public static readonly Refusal AlreadyClosed = Refusal.Conflict("commonIssueClosed", "这项共性问题已经销号。");
    public static readonly Refusal UnknownUnit = Refusal.Rule("unknownUnit", "没有这个单位，请核对单位编码。", new FieldError("/unit", "没有这个单位。"));
    public static readonly Refusal SolutionRequired = Refusal.Rule("solutionRequired", "请写明解决情况，最多 2000 字。", new FieldError("/solution", "请写明解决情况，最多 2000 字。"));
    public static readonly Refusal GuideVersionTooLong = Refusal.Rule("guideVersionTooLong", "办事指南版本号过长，最多 50 字。", new FieldError("/guideVersion", "最多 50 字。"));
    public static Refusal UnknownCase(int at) => Refusal.Rule("unknownCase", "列出的工单中有找不到的，请核对编号。", new FieldError($"/cases/{at}", "没有这件工单。"));
}
