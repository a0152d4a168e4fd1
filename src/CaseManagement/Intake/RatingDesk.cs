using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in one rating at a time, within the caller's transaction. Nothing is staged before the last "no" could be said.</summary>
internal sealed class RatingDesk(
    CaseDbContext db, StoreDialect store, IntakePlace place, OrdinanceCatalog ordinances, RatedServiceDesk services, RatingWindow window, CaseOpening cases, PersonalData personalData, TimeProvider clock)
{
    public async Task<Result<RatingReceipt>> ReceiveAsync(RatingBody body, CancellationToken cancellationToken)
    {
        if (RatingForm.RefusalOf(body) is { } malformed) return malformed;
        if ((await place.RefusalAsync(body.Region, cancellationToken) ?? await place.RefusalForChannelAsync(body.Channel)) is { } notHere) return notHere;
        if (await db.FindAsync<IntakeKey>([body.Region, body.Channel, body.ExternalId], cancellationToken) is { Answer: { } first })
            return JsonSerializer.Deserialize<RatingReceipt>(first, HttpJson.Stored)! with { Known = true };

        var now = clock.GetUtcNow();
        var ratedAt = body.RatedAt ?? now;
        if (ratedAt > now) return IntakeRefusals.InFuture("/ratedAt");
        if (ordinances.InForce(body.Region, ratedAt.LocalDate()) is not { } pack) return IntakeRefusals.NoOrdinance;
        if (GeneralRefusal(body, pack) is { } refusal) return refusal;

        if (body.ServiceExternalId is null && pack.Channel(body.Channel)!.Kind == "social") return await OfSocietyAsync(body, pack, ratedAt, cancellationToken);
        return await OfServiceAsync(body, pack, ratedAt, cancellationToken);
    }

    private static Refusal? GeneralRefusal(RatingBody body, Ordinance pack)
    {
        if (pack.Channel(body.Channel) is not { } channel) return IntakeRefusals.UnknownChannel;
        if (!channel.Enabled) return IntakeRefusals.ChannelDisabled;
        if (pack.Rating.Level(body.Level) is null) return IntakeRefusals.UnknownLevel;
        if (pack.Rating.ReasonRequired.Contains(body.Level) && !RatingForm.GivesReason(body)) return IntakeRefusals.ReasonRequired;
        if (!pack.Rating.FreeText && !string.IsNullOrWhiteSpace(body.Text)) return IntakeRefusals.TextNotAllowed;
        return pack.Rating.Identity == "realNameRequired" && body.Rater is not { Verified: true, IdNumber.Length: > 0 } ? IntakeRefusals.IdentityRequired : null;
    }

    /// <summary>AK-12: words of society through box, hotline or mail, about no matter. They open no case and stay outside the figures of items.</summary>
    private async Task<Result<RatingReceipt>> OfSocietyAsync(RatingBody body, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        var target = body.Target ?? (pack.RatedObjects() is [var first, ..] ? first : null);
        if (target is null || !pack.IsRatedObject(target)) return IntakeRefusals.TargetNotAllowed;
        if (body.Scope is not null and not "single") return IntakeRefusals.ScopeNotAllowed;
        var root = await db.Units.SingleAsync(u => u.Path == IntakePlace.RootOf(body.Region), cancellationToken);
        if (await place.RefusalForUnitAsync(root.Path, body.Region) is { } notHere) return notHere;
        return Keep(body, Rating(body, pack, null, root.Code, root.Path, target, "society", null, ratedAt), null);
    }

    private async Task<Result<RatingReceipt>> OfServiceAsync(RatingBody body, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (body.ServiceExternalId is null) return IntakeRefusals.ServiceRequired;
        // Whether it may still be rated is decided by one rating of it at a time.
        await store.HoldAsync(db, ServiceDesk.LockOf(body.Region, body.ServiceExternalId), cancellationToken);
        var key = await db.FindAsync<IntakeKey>([body.Region, IntakeKey.Services, body.ServiceExternalId], cancellationToken);
        if (key is null || await db.FindAsync<ServiceMatter>([key.Id], cancellationToken) is not { } matter) return IntakeRefusals.ServiceNotFound;
        foreach (var together in new[] { matter.BatchId, matter.ThemeId }.OfType<string>().Order(StringComparer.Ordinal))
            await store.HoldAsync(db, $"together {matter.Region} {together}", cancellationToken);
        if (await place.RefusalForUnitAsync(matter.UnitPath, body.Region) is { } notHere) return notHere;
        if (body.Target is null) return IntakeRefusals.Required("/target");
        if (ratedAt < matter.StartedAt) return IntakeRefusals.BeforeService;
        if (TargetRefusal(body.Target, matter, pack) is { } target) return target;
        if (window.IsClosed(pack, matter, ratedAt)) return IntakeRefusals.WindowClosed;
        var rated = await services.OfAsync(body, matter, pack, ratedAt, cancellationToken);
        if (!rated.Ok) return rated.Refusal;
        if (await services.HasReachedLimitAsync(rated.Value, body.Target, body.Stage, pack, cancellationToken)) return IntakeRefusals.FrequencyExceeded;

        var rating = Rating(body, pack, matter, matter.UnitCode, matter.UnitPath, body.Target, rated.Value.Scope, rated.Value.Visit, ratedAt);
        db.AddRange(rated.Value.Others.Select(o => new RatedMatter { RatingId = rating.Id, ServiceId = o.Matter.Id, Visit = o.Visit }));
        return Keep(body, rating, pack.OpensCaseOn(body.Level) ? await OpenAsync(rating, rated.Value, body, cancellationToken) : null);
    }

    private static Refusal? TargetRefusal(string target, ServiceMatter matter, Ordinance pack)
    {
        if (matter.Kind == "consultation" && pack.OfConsultation(matter.Mode) is { } rateable && RatingLaw.PartsOf(target).Except(rateable).Any())
            return rateable.Count == 0 ? IntakeRefusals.NotRateable : IntakeRefusals.TargetNotAllowed;
        return pack.Rates(target, matter.Mode) ? null : IntakeRefusals.TargetNotAllowed;
    }

    /// <summary>A bad batch opens one case for all its matters (casesPerBadBatch, A-27).</summary>
    private Task<Case> OpenAsync(Rating rating, RatedService rated, RatingBody body, CancellationToken cancellationToken)
    {
        var subject = rated.Others.Count == 0 ? rated.Matter.ItemName : $"{rated.Matter.ItemName}（共 {rated.Others.Count + 1} 件）";
        return cases.OpenAsync(rating, subject, RatingForm.Quote(body), cancellationToken);
    }

    private RatingReceipt Keep(RatingBody body, Rating rating, Case? @case)
    {
        db.Ratings.Add(rating);
        var receipt = new RatingReceipt(rating.Id, rating.Status, rating.Level, @case is null ? null : new OpenedCase(@case.Number, @case.Status));
        db.Add(new IntakeKey { Region = body.Region, Channel = body.Channel, ExternalId = body.ExternalId, Id = rating.Id, Answer = JsonSerializer.Serialize(receipt, HttpJson.Stored) });
        return receipt;
    }

    private Rating Rating(
        RatingBody body, Ordinance pack, ServiceMatter? matter, string unit, string unitPath, string target, string scope, string? visit, DateTimeOffset ratedAt) => new()
    {
        Id = Guid.CreateVersion7(), Region = body.Region, Channel = body.Channel, ExternalId = body.ExternalId, ServiceId = matter?.Id, UnitCode = unit, UnitPath = unitPath,
        Target = target, Scope = scope, Level = body.Level, Reasons = JsonSerializer.Serialize(RatingForm.Kept(body), HttpJson.Stored),
        Text = string.IsNullOrWhiteSpace(body.Text) ? null : body.Text.Trim(), Stage = body.Stage, Visit = visit,
        // The choice is the rater's only where the pack leaves it to him.
        Public = pack.Rating.Publicity switch { "raterChoice" => body.Public, "neverPublicText" => false, _ => true },
        RaterKind = body.Rater?.Kind ?? "anonymous", Verified = body.Rater?.Verified ?? false,
        RaterNameSealed = personalData.Seal(body.Rater?.Name), RaterNameMasked = Mask.Name(body.Rater?.Name),
        RaterIdNumberSealed = personalData.Seal(body.Rater?.IdNumber), RaterIdNumberHash = personalData.Hash("idNumber", body.Rater?.IdNumber),
        RaterPhoneSealed = personalData.Seal(body.Rater?.Phone), RaterPhoneHash = personalData.Hash("phone", body.Rater?.Phone), RaterPhoneMasked = Mask.Phone(body.Rater?.Phone),
        RatedAt = ratedAt, ReceivedAt = clock.GetUtcNow(), Status = "adopted", Source = "rater",
    };
}
