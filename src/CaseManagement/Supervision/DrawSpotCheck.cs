using System.Security.Cryptography;
using System.Text;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>Draws a sample of the cases closed in a period: by the SHA-256 of seed and case number, the smallest first, so that the same seed draws the same sample.</summary>
/// <param name="Unit">The unit whose subtree is sampled; one's own area only.</param>
/// <param name="From">First local day of closing.</param>
/// <param name="To">Last local day of closing.</param>
/// <param name="Size">How many, 1 to 200.</param>
/// <param name="Seed">Any words; a random one if left out. It stands in the answer.</param>
public sealed record DrawSpotCheck(string? Unit, DateOnly? From, DateOnly? To, int? Size, string? Seed) : IRequest<Result<SpotCheckDetail>>, IChange;

/// <summary>A sample with its cases in the order of drawing.</summary>
public sealed record SpotCheckDetail(
    Guid Id, string Region, string Unit, DateOnly From, DateOnly To, string Seed, int Size, int Population, string DrawnBy, DateTimeOffset DrawnAt, IReadOnlyList<SpotCheckCase> Cases)
{
    /// <summary>Why the sample is empty or smaller than asked for; null when it is as asked for.</summary>
    public string? Note => Population == 0 ? "这段时间该单位及其下级单位没有办结的工单，没有抽出样本；请改时间或单位再抽。"
        : Population < Size ? $"这段时间该单位及其下级单位只有 {Population} 件办结的工单，已全部抽出。" : null;
}

/// <summary>A drawn case.</summary>
/// <param name="Number">The case.</param>
/// <param name="Result"><c>passed</c>, <c>failed</c>, or null until it was looked at.</param>
/// <param name="Note">What was found, with numbers masked.</param>
/// <param name="CheckedBy">Who looked.</param>
/// <param name="CheckedAt">When.</param>
public sealed record SpotCheckCase(string Number, string? Result, string? Note, string? CheckedBy, DateTimeOffset? CheckedAt);

internal sealed class DrawSpotCheckHandler(CaseDbContext db, CurrentUser user, AccessLog accessLog, OrdinanceCatalog ordinances, TimeProvider clock) : IRequestHandler<DrawSpotCheck, Result<SpotCheckDetail>>
{
    private const int LongestSeed = 100;

    public async Task<Result<SpotCheckDetail>> Handle(DrawSpotCheck request, CancellationToken cancellationToken)
    {
        if (FormRefusalOf(request) is { } refusal) return refusal;
        if (await db.Units.SingleOrDefaultAsync(u => u.Code == request.Unit, cancellationToken) is not { } unit) return SpotCheckRefusals.UnknownUnit;
        if (!user.May(Acts.SpotCheck, unit.Path))
        {
            await accessLog.RefusedAsync(Acts.SpotCheck, $"unit:{unit.Code}");
            return HttpRefusals.NotAllowed;
        }
        if (ordinances.Current(unit.Region)?.SpotCheck is null) return SpotCheckRefusals.NotAllowed;

        var (from, to, seed) = (request.From!.Value, request.To!.Value, request.Seed ?? RandomNumberGenerator.GetHexString(16, lowercase: true));
        var (start, end) = (ChinaTime.StartOf(from), ChinaTime.StartOf(to.AddDays(1)));
        var closed = await db.Cases.Where(c => c.UnitPath.StartsWith(unit.Path) && c.Status == "closed" && c.ClosedAt >= start && c.ClosedAt < end).Select(c => c.Number).ToListAsync(cancellationToken);
        var check = new SpotCheck
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Region = unit.Region, UnitCode = unit.Code, UnitPath = unit.Path, From = from, To = to, Seed = seed, Size = request.Size!.Value,
            Population = closed.Count, DrawnBy = user.UserName, DrawnAt = clock.GetUtcNow(),
        };
        List<SpotCheckItem> items = [.. Drawn(closed, seed, check.Size).Select((number, i) => new SpotCheckItem { SpotCheckId = check.Id, CaseNumber = number, Position = i + 1 })];
        db.Add(check);
        db.AddRange(items);
        return new SpotCheckDetail(
            check.Id, check.Region, check.UnitCode, from, to, seed, check.Size, check.Population, check.DrawnBy, check.DrawnAt, items.ConvertAll(i => new SpotCheckCase(i.CaseNumber, null, null, null, null)));
    }

    internal static IEnumerable<string> Drawn(IEnumerable<string> numbers, string seed, int size) =>
        numbers.OrderBy(number => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{number}"))), StringComparer.Ordinal).Take(size);

    private static Refusal? FormRefusalOf(DrawSpotCheck request)
    {
        List<FieldError> errors = [];
        if (string.IsNullOrWhiteSpace(request.Unit)) errors.Add(new("/unit", "请填写抽查范围的单位编码。"));
        if (request.From is null) errors.Add(new("/from", "请填写办结日期的第一天。"));
        if (request.To is null) errors.Add(new("/to", "请填写办结日期的最后一天。"));
        else if (request.To < request.From || request.To == DateOnly.MaxValue) errors.Add(new("/to", "最后一天不能早于第一天。"));
        if (request.Size is not (>= 1 and <= Paging.Largest)) errors.Add(new("/size", $"抽查 1 至 {Paging.Largest} 件。"));
        if (request.Seed is { } seed && (seed.Length is 0 or > LongestSeed || seed.Any(char.IsControl))) errors.Add(new("/seed", $"种子为 1 至 {LongestSeed} 个字。"));
        return errors.Count == 0 ? null : Refusal.Rule("fieldsInvalid", "抽查条件不完整，请改正后再抽取。", [.. errors]);
    }
}

/// <summary>Every "no" to a spot check.</summary>
internal static class SpotCheckRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("spotCheckNotAllowed", "本地办法没有规定抽查。");
    public static readonly Refusal NotFound = Refusal.NotFound("spotCheckNotFound", "没有找到这次抽查，请核对后再试。");
    public static readonly Refusal NotDrawn = Refusal.NotFound("caseNotDrawn", "这件工单不在本次抽查的样本里。");
    public static readonly Refusal AlreadyChecked = Refusal.Conflict("alreadyChecked", "这件工单的抽查结果已登记，不能再改。");
    public static readonly Refusal UnknownUnit = Refusal.Rule("unknownUnit", "没有这个单位，请核对单位编码。", new FieldError("/unit", "没有这个单位。"));
    public static readonly Refusal UnknownResult = Refusal.Rule("unknownResult", "抽查结果请填 passed（符合要求）或 failed（存在问题）。", new FieldError("/result", "passed 或 failed。"));
    public static readonly Refusal NoteRequired = Refusal.Rule("noteRequired", "存在问题的须写明问题，最多 1000 字。", new FieldError("/note", "请写明问题，最多 1000 字。"));
}
