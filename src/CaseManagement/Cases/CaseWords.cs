using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>What officials write about a case may name its people; others read it with their names and numbers masked, like the rater's own words (SP-4.3b, GD-4d).</summary>
public sealed class CaseWords(CaseDbContext db, PersonalData personalData)
{
    /// <summary>How sealed words of this case are shown.</summary>
    public async Task<Func<string?, string?>> ShownAsync(Case @case, CancellationToken cancellationToken)
    {
        var mask = await MaskAsync(@case, cancellationToken);
        return words => mask(personalData.Open(words));
    }

    /// <summary>How open words of this case are shown.</summary>
    public async Task<Func<string?, string?>> MaskAsync(Case @case, CancellationToken cancellationToken)
    {
        var voice = await CaseVoice.OfAsync(db, @case, cancellationToken);
        var applicant = voice.ServiceId is { } service ? await db.Set<ServiceMatter>().Where(s => s.Id == service).Select(s => s.ApplicantNameSealed).SingleOrDefaultAsync(cancellationToken) : null;
        string?[] names = [personalData.Open(voice.NameSealed), personalData.Open(applicant)];
        return words => words is null ? null : Redaction.Of(words, names);
    }
}
