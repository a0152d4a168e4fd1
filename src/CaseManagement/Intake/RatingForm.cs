using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The form of a rating: texts, lengths, reasons. Says nothing about rules of a place.</summary>
internal static class RatingForm
{
    private const int LongestQuote = 80;

    public static Refusal? RefusalOf(RatingBody body)
    {
        if (body.Level is null && body.Entry?.Input is null) return IntakeRefusals.LevelMissing;
        if (Reasons(body).Any(r => r.Reason is null)) return IntakeRefusals.Required("/reasons");
        var text = new IntakeText()
            .Line("/region", body.Region, IntakeText.LongestId, required: true).Line("/channel", body.Channel, IntakeText.LongestId, required: true)
            .Line("/externalId", body.ExternalId, IntakeText.LongestId, required: true).Line("/level", body.Level, IntakeText.LongestId, required: body.Entry?.Input is null)
            .Line("/serviceExternalId", body.ServiceExternalId, IntakeText.LongestId).Line("/target", body.Target, IntakeText.LongestId).Line("/scope", body.Scope, IntakeText.LongestId)
            .Line("/stage", body.Stage, IntakeText.LongestName).Line("/visit", body.Visit, IntakeText.LongestId)
            .Line("/unit", body.Unit, IntakeText.LongestId).Line("/place", body.Place, IntakeText.LongestName)
            .Line("/entry/form", body.Entry?.Form, IntakeText.LongestId).Line("/entry/input", body.Entry?.Input, IntakeText.LongestName).Line("/entry/operator", body.Entry?.Operator, IntakeText.LongestId)
            .Number("/entry/callNumber", body.Entry?.CallNumber)
            .Words("/text", body.Text, IntakeText.LongestWords).Person("/rater", body.Rater)
            .AtMost("/reasons", Reasons(body).Count(), IntakeText.MostReasons);
        foreach (var (pointer, _, reason) in Reasons(body))
            text.Line(pointer + "/code", reason!.Code, IntakeText.LongestId).Line(pointer + "/text", reason.Text, IntakeText.LongestReason)
                .Unless(!IsEmpty(reason), () => IntakeRefusals.Required(pointer));
        foreach (var (part, words) in body.Parts ?? new Dictionary<string, PartBody>()) text.Words($"/parts/{part}/text", words?.Text, IntakeText.LongestReason);
        return text.Refusal;
    }

    /// <summary>The first line of the rater's words or reasons, for lists: personal data masked.</summary>
    public static string Quote(string? text, IEnumerable<string> reasons, string? rater)
    {
        var words = text ?? string.Join("、", reasons);
        var line = Redaction.Of(words, [rater]).Split('\n', 2)[0].Trim();
        return line.Length <= LongestQuote ? line : line[..(char.IsHighSurrogate(line[LongestQuote - 2]) ? LongestQuote - 2 : LongestQuote - 1)] + "…";
    }

    internal static IEnumerable<(string Pointer, string? Part, ReasonBody? Reason)> Reasons(RatingBody body) =>
        (body.Reasons ?? []).Select((reason, i) => ($"/reasons/{i}", (string?)null, (ReasonBody?)reason))
            .Concat((body.Parts ?? new Dictionary<string, PartBody>()).OrderBy(p => p.Key, StringComparer.Ordinal)
                .SelectMany(p => (p.Value?.Reasons ?? []).Select((reason, i) => ($"/parts/{p.Key}/reasons/{i}", (string?)p.Key, (ReasonBody?)reason))));

    private static bool IsEmpty(ReasonBody reason) => PlainText.IsBlank(reason.Code) && PlainText.IsBlank(reason.Text);

    internal static string? Blank(string? text) => PlainText.IsBlank(text) ? null : text;
}
