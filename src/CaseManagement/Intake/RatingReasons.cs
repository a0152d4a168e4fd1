using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What a rater ticked and wrote, read against the preset texts of the place (TJ-A): a preset text keeps its code and its words.</summary>
internal sealed class RatingReasons
{
    private readonly List<KeptReason> _kept = [];
    private readonly HashSet<string> _said = [];
    private bool _onlyOther = true;

    private RatingReasons(string? text) => Text = PlainText.IsBlank(text) ? null : text.Trim();

    public IReadOnlyList<KeptReason> Kept => _kept;
    public string? Text { get; }

    /// <summary>Reads and judges them. A bad rating says why where the pack wants it (AK-8c, TJ-7-4b); each part for itself where it is answered for itself.</summary>
    public static Result<RatingReasons> Of(RatingBody body, string level, RatingChoice choice, Ordinance pack, IReadOnlyList<IndicatorSet> sets)
    {
        var reasons = new RatingReasons(body.Text);
        foreach (var (pointer, part, reason) in RatingForm.Reasons(body))
            if (reasons.Add(pointer, part, reason!, level, choice, sets) is { } refusal) return refusal;
        foreach (var (part, words) in (body.Parts ?? new Dictionary<string, PartBody>()).Where(p => !PlainText.IsBlank(p.Value?.Text)))
            reasons.AddWords(part, words.Text!);
        return reasons.RefusalOf(level, choice, pack) is { } no ? no : reasons;
    }

    private Refusal? RefusalOf(string level, RatingChoice choice, Ordinance pack)
    {
        if (!pack.Rating.FreeText && Text is not null) return IntakeRefusals.TextNotAllowed;
        if (!pack.Rating.ReasonRequired.Contains(level) && choice.Each.Count == 0) return null;
        var missing = Unsaid(choice, pack);
        if (missing.Count > 0) return choice.Each.Count > 0 || _said.Count > 0 ? IntakeRefusals.ReasonRequiredFor(missing) : IntakeRefusals.ReasonRequired;
        // 其他 says nothing by itself.
        return _kept.Count > 0 && _onlyOther && Text is null ? IntakeRefusals.FreeTextRequired : null;
    }

    // Words about the whole speak for both parts. Where the place has item and staff answered for each, one part's words do not speak for the other.
    private List<string> Unsaid(RatingChoice choice, Ordinance pack)
    {
        if (choice.Each.Count > 0) return [.. choice.Each.Where(p => !_said.Contains(p))];
        if (Text is not null || _said.Contains("")) return [];
        return _said.Count > 0 && !pack.AnswersEach() ? [] : [.. choice.Parts.Where(p => !_said.Contains(p))];
    }

    private Refusal? Add(string pointer, string? part, ReasonBody reason, string level, RatingChoice choice, IReadOnlyList<IndicatorSet> sets)
    {
        var preset = Preset(part, reason, level, choice, sets);
        // Without a table of the place a code is the channel's own tick (AK-8c): what it stands for is known there.
        if (preset is null && reason.Code is { } code && sets.Count > 0)
        {
            if (sets.Any(s => s.Targets.Any(t => t.Levels.Any(l => l.Indicators.Any(i => i.Code == code))))) return IntakeRefusals.IndicatorNotForLevel(pointer);
            if (PlainText.IsBlank(reason.Text)) return IntakeRefusals.UnknownIndicator(pointer);
        }
        var of = part ?? preset?.Target ?? (choice.Parts.Count == 1 ? choice.Parts[0] : "");
        _said.Add(of);
        if (preset is not { Indicator: var text }) _kept.Add(new KeptReason(RatingForm.Blank(reason.Code), RatingForm.Blank(reason.Text) ?? reason.Code!, part));
        else _kept.Add(new KeptReason(text.Code, text.FreeTextRequired && RatingForm.Blank(reason.Text) is { } own ? own : text.Text, of.Length == 0 ? null : of));
        _onlyOther &= preset?.Indicator is { FreeTextRequired: true } other && (RatingForm.Blank(reason.Text) ?? other.Text) == other.Text;
        return null;
    }

    // By its code, or by its words where a channel sends only those.
    private static (string Target, Indicator Indicator)? Preset(string? part, ReasonBody reason, string level, RatingChoice choice, IReadOnlyList<IndicatorSet> sets)
    {
        foreach (var target in part is null ? choice.Parts : [part])
            foreach (var indicator in sets.SelectMany(s => s.For(target, level)))
                if (reason.Code is null ? indicator.Text == reason.Text?.Trim() : indicator.Code == reason.Code) return (target, indicator);
        return null;
    }

    private void AddWords(string part, string words)
    {
        _said.Add(part);
        _kept.Add(new KeptReason(null, words.Trim(), part));
        _onlyOther = false;
    }
}
