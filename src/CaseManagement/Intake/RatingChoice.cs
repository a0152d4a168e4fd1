using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What a rating is of, and what it has to say why for.</summary>
/// <param name="Target">What it is kept as: <c>item</c>, <c>staff</c>, <c>both</c> …</param>
/// <param name="SpreadTo">A target it stands for until that is rated by itself (TJ-13c).</param>
/// <param name="Each">Parts that each need their own words; empty where any words will do.</param>
internal sealed record RatingChoice(string Target, string? SpreadTo, IReadOnlyList<string> Each)
{
    public IReadOnlyList<string> Parts => RatingLaw.PartsOf(Target);

    /// <summary>Decides it for a matter, by the way it was handled, its stage, and whether one answer stands for several businesses.</summary>
    public static Result<RatingChoice> Of(RatingBody body, string level, RatedService rated, Ordinance pack, DateTimeOffset ratedAt)
    {
        var open = pack.TargetsOf(rated.Matter, ratedAt, body.Stage);
        if (open.Count == 0) return IntakeRefusals.NotRateable;
        var joint = rated.Matter.JointApproval ? pack.Rating.JointApproval : null;
        var batch = rated.Scope == "batch" ? pack.Rating.Batch : null;
        if (body.Target is null && joint is null && batch is null) return IntakeRefusals.Required("/target");
        var asked = body.Target is null ? [.. open.Intersect(RatingLaw.PartsOf("both"))] : RatingLaw.PartsOf(body.Target);
        if (asked.Count == 0 || asked.Except(open).Any()) return IntakeRefusals.TargetNotAllowed;

        var bad = pack.Rating.Level(level)!.IsBad;
        var whole = open.Intersect(RatingLaw.PartsOf("both")).ToList();
        if (batch is not null && (bad ? RatingLaw.ChoosesEach(batch.Bad) : RatingLaw.SpreadsGood(batch.Good)))
            return new RatingChoice(RatingLaw.TargetOf(whole), null, bad ? whole : []);
        if (joint is not null && bad && RatingLaw.ChoosesEach(joint.Bad)) return new RatingChoice(RatingLaw.TargetOf(asked), null, asked);
        var spread = joint is not null && !bad && RatingLaw.SpreadsGood(joint.Good) ? whole.Except(asked).FirstOrDefault() : null;
        return new RatingChoice(RatingLaw.TargetOf(asked), spread, []);
    }
}
