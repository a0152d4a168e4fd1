using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>By whom and by which way a rating comes in. Citizens rate through channel systems; people at work only key in for them what came on paper or by telephone.</summary>
internal sealed class RatingEntry(CaseDbContext db, CurrentUser user, AccessLog accessLog)
{
    private const string Paper = "paper";
    private const string Keypad = "keypad";
    private const string Reply = "smsReply";

    /// <summary>The refusal of a way the channel does not have, or of a person who may not enter ratings; null when all is well.</summary>
    public async Task<Refusal?> RefusalAsync(RatingBody body, PackChannel channel, CancellationToken cancellationToken)
    {
        var (form, byOperator) = (body.Entry?.Form, body.Entry?.Operator is not null);
        if (byOperator && !channel.OperatorForm) return IntakeRefusals.OperatorNotAllowed;
        if (form is not null && form != "operator" && !FormsOf(channel).Contains(form)) return IntakeRefusals.FormNotAllowed;
        if (form == "operator" && !channel.OperatorForm) return IntakeRefusals.FormNotAllowed;
        if (body.Entry?.Input is not null && !FormsOf(channel).Any(f => f is Keypad or Reply)) return IntakeRefusals.FormNotAllowed;
        if (body.Entry?.Scan is { } scan && await db.FindAsync<Attachment>([scan], cancellationToken) is null) return IntakeRefusals.ScanRequired;
        if (IsProgram) return null;
        if (form == Paper) return body.Entry?.Scan is null ? IntakeRefusals.ScanRequired : null; // SP-6.1.1a
        if (channel.OperatorForm && (byOperator || form == "operator")) return null; // TJ-9-4
        return await FlaggedAsync(IntakeRefusals.StaffCannotRate, body);
    }

    /// <summary>Nobody enters a rating of his own service (SP-6.1.1a, GD-4b). Null when it is another's.</summary>
    public async Task<Refusal?> OwnServiceRefusalAsync(RatingBody body, ServiceMatter matter)
    {
        if (IsProgram) return null;
        var own = matter.Staff == user.UserName || ServiceDesk.ReadVisits(matter).Any(v => v.Staff == user.UserName);
        return own ? await FlaggedAsync(IntakeRefusals.OwnService, body) : null;
    }

    /// <summary>The level: as it was told, or by the key pressed or the reply sent, 1 being the best (SP-6.2.3, GD-12-4).</summary>
    public static Result<string> LevelOf(RatingBody body, Ordinance pack)
    {
        if (body.Entry?.Input is not { } input) return pack.Rating.Level(body.Level!) is null ? IntakeRefusals.UnknownLevel : body.Level!;
        return int.TryParse(input.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var key) && key >= 1 && key <= pack.Rating.Levels.Count
            ? pack.Rating.Levels[key - 1].Code
            : IntakeRefusals.UnknownInput(pack.Rating.Levels.Select(l => l.Name));
    }

    public string? KeyedBy(RatingBody body) => body.Entry?.Operator ?? (IsProgram ? null : user.UserName);

    /// <summary><c>operator</c> where somebody keyed it in for the rater.</summary>
    public string SourceOf(RatingBody body) => KeyedBy(body) is null ? "rater" : "operator";

    public bool IsProgram => user.Grants.Any(g => g.Role == PlatformRoles.Channel);

    private async Task<Refusal> FlaggedAsync(Refusal refusal, RatingBody body)
    {
        await accessLog.RefusedAsync(Acts.SubmitIntake, $"{refusal.Code}:{body.Region}/{body.Channel}/{body.ExternalId}");
        return refusal;
    }

    private static IEnumerable<string> FormsOf(PackChannel channel) => (channel.Forms ?? []).Concat(channel.Modes ?? []);
}
