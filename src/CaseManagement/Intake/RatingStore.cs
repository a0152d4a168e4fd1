using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A rating to which no rule said no.</summary>
internal sealed record JudgedRating(
    RatingBody Body, string Level, Ordinance Pack, DateTimeOffset RatedAt, string Target, string Scope, RatingReasons Reasons, string UnitCode, string UnitPath)
{
    public ServiceMatter? Matter { get; init; }
    public RatedService? Rated { get; init; }
    public RatingChoice? Choice { get; init; }
    public Rating? Follows { get; init; }
    public string? Place { get; init; }
    public int CountsAs { get; init; } = 1;
    public bool OpensCase { get; init; } = true;
}

/// <summary>Keeps a rating with all that follows from it: the others it stands for, what the system had made up, and the case of a bad one.</summary>
internal sealed class RatingStore(CaseDbContext db, CaseOpening cases, MaliciousRegister register, Catalogue catalogue, RatingEntry entry, RatingWords words, PersonalData personalData, TimeProvider clock)
{
    public async Task<Result<RatingReceipt>> KeepAsync(JudgedRating judged, CancellationToken cancellationToken)
    {
        if (!WantsCasePerMatter(judged)) return await KeepOneAsync(judged, cancellationToken);
        var receipt = await KeepOneAsync(judged with { Rated = judged.Rated! with { Others = [] }, CountsAs = 1 }, cancellationToken);
        foreach (var (matter, visit) in judged.Rated!.Others)
        {
            await db.SaveChangesAsync(cancellationToken);
            await KeepOneAsync(judged with
            {
                Body = judged.Body with { ExternalId = $"{judged.Body.ExternalId}#{matter.ExternalId}" }, Matter = matter, Rated = new RatedService(matter, visit, judged.Scope, []),
                UnitCode = matter.UnitCode, UnitPath = matter.UnitPath, CountsAs = judged.Pack.Rating.Batch!.CountAs == "once" ? 0 : 1,
            }, cancellationToken);
        }
        return receipt;
    }

    private static bool WantsCasePerMatter(JudgedRating judged) =>
        judged is { Scope: "batch", Rated: not null } && judged.Pack.Rating.Batch?.CasesPerBadBatch == "perMatter" && judged.Pack.Rating.Level(judged.Level)!.IsBad;

    private async Task<RatingReceipt> KeepOneAsync(JudgedRating judged, CancellationToken cancellationToken)
    {
        var (status, reason) = await StandingAsync(judged, cancellationToken);
        var rating = Rating(judged, status, reason);
        db.Ratings.Add(rating);
        if (judged.Rated is { } rated) await ApplyAsync(rating, rated, judged, cancellationToken);
        var @case = status == "adopted" && judged.OpensCase && judged.Pack.OpensCaseOn(judged.Level) ? await OpenAsync(rating, judged, cancellationToken) : null;
        var receipt = new RatingReceipt(rating.Id, rating.Status, rating.Level, @case is null ? null : new OpenedCase(@case.Number, @case.Status), rating.Reason, RatingStanding.TextOf(rating.Reason));
        db.Add(new IntakeKey { Region = rating.Region, Channel = rating.Channel, ExternalId = rating.ExternalId, Id = rating.Id, Answer = JsonSerializer.Serialize(receipt, HttpJson.Stored) });
        return receipt;
    }

    /// <summary>A listed rater's words are not taken up (SP-8.1d); those about an item nobody knows wait for the catalogue (GD-6).</summary>
    private async Task<(string Status, string? Reason)> StandingAsync(JudgedRating judged, CancellationToken cancellationToken)
    {
        var (idNumber, phone) = (personalData.Hash("idNumber", judged.Body.Rater?.IdNumber), personalData.Hash("phone", judged.Body.Rater?.Phone));
        if (judged.Pack.MaliciousRegister is { Enabled: true, Effect: "quarantine" } && await register.ListsAsync(judged.Body.Region, idNumber, phone, clock.GetUtcNow(), cancellationToken))
            return ("quarantined", null);
        if (judged.Scope == RatingStanding.Society) return ("adopted", RatingStanding.Society);
        return judged.Matter is { } matter && !await catalogue.KnowsAsync(judged.Pack, matter.ItemCode, cancellationToken) ? ("held", RatingStanding.UnknownItem) : ("adopted", null);
    }

    private async Task ApplyAsync(Rating rating, RatedService rated, JudgedRating judged, CancellationToken cancellationToken)
    {
        if (rated.Others.Count > 0) db.AddRange(rated.All.Select(o => new RatedMatter { RatingId = rating.Id, ServiceId = o.Matter.Id, Visit = o.Visit }));
        if (judged.Follows is not null) return;
        foreach (var (matter, _) in rated.All)
        {
            if (!Settles(judged, matter)) continue;
            await WithdrawMadeUpAsync(matter, cancellationToken);
            RatingWindow.Close(matter, judged.RatedAt);
        }
        if (rated.IsOfBundle) await LeaveOutOwnAsync(rating, rated, cancellationToken);
        else await ReplaceOverallAsync(rated.Matter, cancellationToken);
        await EndSpreadAsync(rated, judged.Choice!.Parts, cancellationToken);
    }

    /// <summary>Nothing more to ask for: the matter itself was rated, or any rating is the one of the whole service. A single stage is neither.</summary>
    private static bool Settles(JudgedRating judged, ServiceMatter matter)
    {
        if (judged.Body.Stage is not null && judged.Pack.Rating.Staging?.PerStage == true) return false;
        return judged.Choice!.Parts.Contains(RatingLaw.Item) || judged.Choice.SpreadTo == RatingLaw.Item || judged.Pack.IsOneForTheWhole(matter.Mode) || matter.Kind == "consultation";
    }

    // A rating in time that arrives late, or a late one where the pack takes it, stands in place of what was made up (X-CNT-9).
    private async Task WithdrawMadeUpAsync(ServiceMatter matter, CancellationToken cancellationToken)
    {
        foreach (var madeUp in await db.Ratings.Where(r => r.ServiceId == matter.Id && r.Source == "default" && r.Reason != "replaced").ToListAsync(cancellationToken))
            (madeUp.Status, madeUp.Reason) = ("notAdopted", "replaced");
    }

    // AK-11d: the overall rating is that of all matters without an own one.
    private async Task LeaveOutOwnAsync(Rating rating, RatedService rated, CancellationToken cancellationToken)
    {
        foreach (var (matter, _) in rated.All)
        {
            if (!await db.Ratings.AnyAsync(r => r.ServiceId == matter.Id && r.Scope != "overall" && r.Source != "default" && r.FollowsId == null && (r.Target == "item" || r.Target == "both"), cancellationToken)) continue;
            if (db.Set<RatedMatter>().Local.FirstOrDefault(m => m.RatingId == rating.Id && m.ServiceId == matter.Id) is { } share) (share.Replaced, rating.CountsAs) = (true, rating.CountsAs - 1);
        }
    }

    private async Task ReplaceOverallAsync(ServiceMatter matter, CancellationToken cancellationToken)
    {
        if (matter.ThemeId is null) return;
        var shares = await db.Set<RatedMatter>().Where(m => m.ServiceId == matter.Id && !m.Replaced).ToListAsync(cancellationToken);
        foreach (var share in shares)
            if (await db.Ratings.FindAsync([share.RatingId], cancellationToken) is { Scope: "overall" } overall) (share.Replaced, overall.CountsAs) = (true, overall.CountsAs - 1);
    }

    private async Task EndSpreadAsync(RatedService rated, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        foreach (var earlier in await db.Ratings.Where(r => r.ServiceId == rated.Matter.Id && r.SpreadTo != null).ToListAsync(cancellationToken))
            if (parts.Contains(earlier.SpreadTo!)) earlier.SpreadTo = null;
    }

    /// <summary>A bad batch opens one case for all its matters (casesPerBadBatch, A-27).</summary>
    private Task<Case> OpenAsync(Rating rating, JudgedRating judged, CancellationToken cancellationToken) => cases.OpenAsync(
        rating, SubjectOf(judged), RatingForm.Quote(judged.Reasons.Text, judged.Reasons.Kept.Select(r => r.Text), judged.Body.Rater?.Name), cancellationToken);

    private static string SubjectOf(JudgedRating judged) => judged switch
    {
        { Matter: null } => judged.Place ?? "",
        { Rated.Others.Count: > 0 and var others } => $"{judged.Matter.ItemName}（共 {others + 1} 件）",
        { Target: RatingLaw.Center } => judged.Place!,
        _ => judged.Matter.ItemName,
    };

    private Rating Rating(JudgedRating judged, string status, string? reason)
    {
        var (body, pack) = (judged.Body, judged.Pack);
        return new Rating
        {
            Id = Guid.CreateVersion7(), Region = body.Region, Channel = body.Channel, ExternalId = body.ExternalId, ServiceId = judged.Matter?.Id, UnitCode = judged.UnitCode, UnitPath = judged.UnitPath,
            Target = judged.Target, Scope = judged.Scope, Level = judged.Level, Reasons = words.Sealed(judged.Reasons.Kept), TextSealed = words.Sealed(judged.Reasons.Text),
            Stage = body.Stage, Visit = judged.Rated?.Visit, Place = judged.Place, SpreadTo = judged.Choice?.SpreadTo, FollowsId = judged.Follows?.Id, CountsAs = judged.CountsAs, PackVersion = pack.Version,
            // The choice is the rater's only where the pack leaves it to him (YS-8e).
            Public = pack.Rating.Publicity switch { "raterChoice" => body.Public, "neverPublicText" => false, _ => true },
            RaterKind = body.Rater?.Kind ?? "anonymous", Verified = body.Rater?.Verified ?? false,
            RaterNameSealed = personalData.Seal(body.Rater?.Name), RaterNameMasked = Mask.Name(body.Rater?.Name),
            RaterIdNumberSealed = personalData.Seal(body.Rater?.IdNumber), RaterIdNumberHash = personalData.Hash("idNumber", body.Rater?.IdNumber),
            RaterPhoneSealed = personalData.Seal(body.Rater?.Phone), RaterPhoneHash = personalData.Hash("phone", body.Rater?.Phone), RaterPhoneMasked = Mask.Phone(body.Rater?.Phone),
            EntryForm = body.Entry?.Form, KeyedBy = entry.KeyedBy(body), CallNumberSealed = personalData.Seal(body.Entry?.CallNumber), ScanId = body.Entry?.Scan,
            RatedAt = judged.RatedAt, ReceivedAt = clock.GetUtcNow(), Status = status, Source = entry.SourceOf(body), Reason = reason,
        };
    }
}
