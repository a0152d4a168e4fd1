using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Shows the rater's personal data once, for a purpose; writes a <c>piiViewed</c> event first (X-AUD-2).</summary>
/// <param name="Number">The case.</param>
/// <param name="Purpose">Why, in words; required.</param>
public sealed record Unmask(string Number, string Purpose) : IRequest<Result<RaterIdentity>>, IChange
{
    public string? Stream => Number;
    // Every showing is an event of its own, and the answer is personal data.
    public bool KeepsAnswer => false;
}

public sealed record RaterIdentity(string? Name, string? IdNumber, string? Phone);

internal sealed partial class UnmaskHandler(CaseAccess access, CaseDbContext db, CurrentUser user, PersonalData personalData, CaseTimeline timeline)
    : IRequestHandler<Unmask, Result<RaterIdentity>>
{
    private const int ShortestPurpose = 4;
    private const int LongestPurpose = 200;

    public async Task<Result<RaterIdentity>> Handle(Unmask request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        var act = UnmaskRule.ActFor(user, @case);
        if (await access.RefusalAsync(act, @case.UnitPath, @case.Number) is { } refusal) return refusal;
        if (!UnmaskRule.IsTimeFor(act, @case)) return UnmaskRefusals.NotInHand;

        var purpose = request.Purpose?.Trim() ?? "";
        if (purpose.Length is < ShortestPurpose or > LongestPurpose) return UnmaskRefusals.PurposeRequired;
        var voice = await CaseVoice.OfAsync(db, @case, cancellationToken);
        var identity = Opened(voice, act);
        if (Fields(identity) is not { Count: > 0 } fields) return UnmaskRefusals.NothingToShow;
        if (IsNamedIn(purpose, identity)) return UnmaskRefusals.PurposeNamesRater;

        timeline.Append(@case, access.SignatureFor(act, @case), "piiViewed", new JsonObject { ["purpose"] = purpose, ["fields"] = new JsonArray([.. fields.Select(f => JsonValue.Create(f))]) });
        return identity;
    }

    // contactRater opens what is needed to reach the rater, piiRead the whole identity.
    private RaterIdentity Opened(CaseVoice voice, string act) => new(
        personalData.Open(voice.NameSealed),
        act == Acts.PiiRead ? personalData.Open(voice.IdNumberSealed) : null,
        personalData.Open(voice.PhoneSealed));

    private static List<string> Fields(RaterIdentity identity) =>
        [.. new[] { ("name", identity.Name), ("idNumber", identity.IdNumber), ("phone", identity.Phone) }.Where(f => f.Item2 is not null).Select(f => f.Item1)];

    // The purpose stands in the history for ever, and the history holds no personal data.
    private static bool IsNamedIn(string purpose, RaterIdentity identity) =>
        LongNumber().IsMatch(purpose) || (identity.Name is { Length: > 1 } name && purpose.Contains(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\d[\d\s-]{5,}\d")]
    private static partial Regex LongNumber();
}

/// <summary>Who may open the rater's identity, and until when: asked when it is opened, and before it is offered.</summary>
internal static class UnmaskRule
{
    public static string ActFor(CurrentUser user, Case @case) => user.May(Acts.PiiRead, @case.UnitPath) ? Acts.PiiRead : Acts.ContactRater;

    /// <summary>Reaching the rater is for the handling; reading the identity may come later.</summary>
    public static bool IsTimeFor(string act, Case @case) => act != Acts.ContactRater || @case.Status == "open";

    public static bool Allows(CurrentUser user, Case @case) => ActFor(user, @case) is var act && user.May(act, @case.UnitPath) && IsTimeFor(act, @case);
}

internal static class UnmaskRefusals
{
    public static readonly Refusal PurposeRequired = Refusal.Rule("purposeRequired", "请用 4 至 200 个字写明查看评价人信息的用途。", new FieldError("/purpose", "请写明用途，4 至 200 个字。"));
    public static readonly Refusal PurposeNamesRater = Refusal.Rule("purposeNamesRater", "用途会永久留在办理记录里，请不要写评价人的姓名、电话或证件号码。", new FieldError("/purpose", "请去掉姓名和号码。"));
    public static readonly Refusal NothingToShow = Refusal.Rule("noRaterIdentity", "评价人没有留下可查看的身份或联系方式。");
    public static readonly Refusal NotInHand = Refusal.Rule("caseNotInHand", "工单已办结，不能再查看评价人联系方式；确有需要请由有权查看身份信息的岗位办理。");
}
