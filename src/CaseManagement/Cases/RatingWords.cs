using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A reason as it stands in the rating, with the part it belongs to when both were rated. The code is what figures count by; the words may be the rater's own.</summary>
internal sealed record KeptReason(string? Code, string Text, string? Part);

/// <summary>
/// What a rater wrote. Free words may name anybody, so at rest they are sealed like a name; people read them with names and numbers masked (AK-19c).
/// </summary>
internal sealed class RatingWords(PersonalData personalData)
{
    public string? Sealed(string? text) => personalData.Seal(text);

    /// <summary>JSON array of <c>{code, text, part}</c>, the texts sealed.</summary>
    public string Sealed(IEnumerable<KeptReason> reasons) => JsonSerializer.Serialize(reasons.Select(r => r with { Text = personalData.Seal(r.Text)! }), HttpJson.Stored);

    /// <summary>The words as they were written: for what masks them itself.</summary>
    public (IReadOnlyList<KeptReason> Reasons, string? Text) Of(Rating rating) =>
        (JsonSerializer.Deserialize<List<KeptReason>>(rating.Reasons, HttpJson.Stored)!.ConvertAll(r => r with { Text = personalData.Open(r.Text)! }), personalData.Open(rating.TextSealed));

    /// <summary>The words as people read them.</summary>
    /// <param name="rating">The rating.</param>
    /// <param name="names">Sealed names to mask besides the rater's.</param>
    public (IReadOnlyList<RatingReason> Reasons, string? Text) Shown(Rating rating, params IReadOnlyList<string?> names)
    {
        var (reasons, text) = Of(rating);
        List<string?> known = [.. names.Append(rating.RaterNameSealed).Select(personalData.Open)];
        return ([.. reasons.Select(r => new RatingReason(r.Code, Redaction.Of(r.Text, known)))], text is null ? null : Redaction.Of(text, known));
    }
}
