using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Settles one point that the ordinance leaves open, by a recorded act with its reason (X-PACK-2).</summary>
/// <param name="Code">Pack code.</param>
/// <param name="Pointer">JSON pointer of the point, as listed under <c>unconfirmed</c>.</param>
/// <param name="Reason">Why, or by which decision.</param>
/// <param name="Value">The date, for a missing effective date; otherwise the pack's own value, which may be repeated for certainty.</param>
/// <param name="Version">Version of the pack; the last published one where none is given.</param>
public sealed record ConfirmPoint(string Code, string Pointer, string Reason, JsonNode? Value = null, string? Version = null) : IRequest<Result<ConfirmedPoint>>, ILawChange;

/// <param name="Code">Pack code.</param>
/// <param name="Version">Version.</param>
/// <param name="Pointer">What was confirmed.</param>
/// <param name="Value">As which value.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="ConfirmedBy">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Unconfirmed">What is still open; nothing means the place is in force from its date on.</param>
public sealed record ConfirmedPoint(
    string Code, string Version, string Pointer, JsonNode? Value, DateTimeOffset ConfirmedAt, string ConfirmedBy, string Reason, IReadOnlyList<string> Unconfirmed);

internal sealed class ConfirmPointHandler(CaseDbContext db, OrdinanceCatalog catalog, PackAccess access, PackConfirmations confirmations, CurrentUser user)
    : IRequestHandler<ConfirmPoint, Result<ConfirmedPoint>>
{
    public async Task<Result<ConfirmedPoint>> Handle(ConfirmPoint request, CancellationToken cancellationToken)
    {
        if (catalog.Newest(request.Code) is not { } newest) return OrdinanceRefusals.Unknown(request.Code);
        if (!access.MayConfirm(request.Code, newest.Parent)) return await access.RefusedAsync(Acts.PackPublish, request.Code);
        var version = await db.Set<PackVersion>().SingleOrDefaultAsync(v => v.Code == request.Code && v.Version == (request.Version ?? newest.Ordinance.Version), cancellationToken);
        if (version is null) return OrdinanceRefusals.BadInput([new("/version", "没有这个版本。")]);
        var pack = (JsonObject)JsonNode.Parse(version.Json)!;
        var open = await OpenAsync(version, pack, cancellationToken);
        if (!open.Contains(request.Pointer)) return OrdinanceRefusals.NothingToConfirm(request.Pointer, open);
        if (Faults(request, pack) is { Count: > 0 } faults) return OrdinanceRefusals.BadInput(faults);

        var value = request.Pointer == OpenPoints.EffectiveFrom ? DefinitionFiles.Canonical(request.Value!) : PackConfirmations.Value(pack, request.Pointer);
        var act = confirmations.Act(version, request.Pointer, value, user.UserName, request.Reason.Trim());
        db.Add(act);
        return new ConfirmedPoint(act.Code, act.Version, act.Pointer, JsonNode.Parse(value), act.ConfirmedAt, act.ConfirmedBy, act.Reason, [.. open.Where(p => p != request.Pointer)]);
    }

    private async Task<List<string>> OpenAsync(PackVersion version, JsonObject pack, CancellationToken cancellationToken)
    {
        var done = await db.Set<PackConfirmation>().Where(c => c.Code == version.Code && c.Version == version.Version).Select(c => c.Pointer).ToListAsync(cancellationToken);
        return [.. OpenPoints.Of(pack).Except(done)];
    }

    private static List<FieldError> Faults(ConfirmPoint request, JsonObject pack)
    {
        var faults = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(request.Reason)) faults.Add(new("/reason", "请写明确认的依据或理由。"));
        if (request.Pointer == OpenPoints.EffectiveFrom)
        {
            if (!DateOnly.TryParseExact(request.Value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) faults.Add(new("/value", "请给出生效日期，如 2025-03-03。"));
        }
        else if (request.Value is not null && !JsonNode.DeepEquals(request.Value, JsonPointer.Find(pack, request.Pointer)))
            faults.Add(new("/value", "与规则包中的值不一致；要用别的值，请先修改规则包草稿并发布。"));
        else if (NeedsValue(request.Pointer, pack)) faults.Add(new("/value", "工单的办理期限必须有值，请先在规则包草稿中填写期限并发布。"));
        return faults;
    }

    // A case cannot be handled against a limit that nobody has set (GD-15a).
    private static bool NeedsValue(string pointer, JsonObject pack) =>
        JsonPointer.Find(pack, pointer) is JsonObject timer && timer.ContainsKey("limit") && timer["limit"] is null && timer["onExpiry"]?.ToString() == "markOverdue";
}
