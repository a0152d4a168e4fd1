using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in one rating at a time, within the caller's transaction. Nothing is staged before the last "no" could be said; a "no" of the rules is recorded, the rating is not.</summary>
internal sealed class RatingDesk(
    CaseDbContext db, StoreDialect dialect, IntakePlace place, OrdinanceCatalog ordinances, RatingEntry entry, RatedServiceDesk services, RatingFrequencies frequencies, RatingWindow window, RatingStore store,
    PersonalData personalData, AccessLog accessLog, TimeProvider clock)
{
    private const string Society = RatingStanding.Society;

    public async Task<Result<RatingReceipt>> ReceiveAsync(RatingBody body, CancellationToken cancellationToken)
    {
        if (RatingForm.RefusalOf(body) is { } malformed) return malformed;
        if ((await place.RefusalAsync(body.Region, cancellationToken) ?? await place.RefusalForChannelAsync(body.Channel)) is { } notHere) return notHere;
        if (await db.FindAsync<IntakeKey>([body.Region, body.Channel, body.ExternalId], cancellationToken) is { Answer: { } first })
            return JsonSerializer.Deserialize<RatingReceipt>(first, HttpJson.Stored)! with { Known = true };

        var answer = await JudgeAsync(body, cancellationToken);
        if (answer.Refusal is { Kind: RefusalKind.Rule } refused) await RecordAsync($"{refused.Code}:{body.Region}/{body.Channel}/{body.ExternalId}", cancellationToken);
        return answer;
    }

    // Once for each: a channel that sends the same again has tried nothing new.
    private async Task RecordAsync(string subject, CancellationToken cancellationToken)
    {
        if (!await db.Set<AccessLogEntry>().AnyAsync(e => e.Subject == subject, cancellationToken)) await accessLog.RefusedAsync("rate", subject);
    }

    private async Task<Result<RatingReceipt>> JudgeAsync(RatingBody body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ratedAt = body.RatedAt ?? now;
        if (ratedAt > now) return IntakeRefusals.InFuture("/ratedAt");
        if (ordinances.InForce(body.Region, ratedAt.LocalDate()) is not { } pack) return IntakeRefusals.NoOrdinance;
        if (pack.Channel(body.Channel) is not { } channel) return IntakeRefusals.UnknownChannel;
        if (!channel.Enabled) return IntakeRefusals.ChannelDisabled;
        if (await entry.RefusalAsync(body, channel, cancellationToken) is { } notThisWay) return notThisWay;
        var level = RatingEntry.LevelOf(body, pack);
        if (!level.Ok) return level.Refusal;
        if (RaterRefusal(body, pack, channel) is { } rater) return rater;

        if (body.ServiceExternalId is not null) return await OfServiceAsync(body, level.Value, pack, ratedAt, cancellationToken);
        if (body.Target == RatingLaw.Center) return await OfCenterAsync(body, level.Value, null, pack, ratedAt, cancellationToken);
        return channel.Kind == "social" ? await OfSocietyAsync(body, level.Value, pack, ratedAt, cancellationToken) : IntakeRefusals.ServiceRequired;
    }

    /// <summary>SP-4.1a, TJ-17a: the identity is verified and known, whatever the channel. TJ-2: society speaks through its own channels, about no matter.</summary>
    private static Refusal? RaterRefusal(RatingBody body, Ordinance pack, PackChannel channel)
    {
        if (pack.Rating.Identity == "realNameRequired" && body.Rater is not ({ Verified: true, IdNumber.Length: > 0 } or { Verified: true, Name.Length: > 0, Phone.Length: > 0 })) return IntakeRefusals.IdentityRequired;
        if (body.Rater?.Kind is not { } kind) return null;
        if (kind == Society) return channel.Kind == "social" && body.ServiceExternalId is null ? null : IntakeRefusals.RaterKindNotAllowed;
        return pack.Rating.RaterKinds?.Contains(kind) == false ? IntakeRefusals.RaterKindNotAllowed : null;
    }

    /// <summary>AK-12, GD-13a, TJ-10-4: words of society through box, book, hotline or mail, about no matter. They open no case, as there is nobody who handled the matter (AK-13a with AK-15-0a), and stay outside the figures of items; the answer says so.</summary>
    private async Task<Result<RatingReceipt>> OfSocietyAsync(RatingBody body, string level, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        var target = body.Target ?? (pack.RatedObjects() is [var first, ..] ? first : null);
        if (target is null || !pack.IsRatedObject(target)) return IntakeRefusals.TargetNotAllowed;
        if (body.Scope is not null and not "single") return IntakeRefusals.ScopeNotAllowed;
        var reasons = RatingReasons.Of(body, level, new RatingChoice(target, null, []), pack, []);
        if (!reasons.Ok) return reasons.Refusal;
        var root = await db.Units.SingleAsync(u => u.Path == IntakePlace.RootOf(body.Region), cancellationToken);
        if (await place.RefusalForUnitAsync(root.Path, body.Region) is { } notHere) return notHere;
        return await store.KeepAsync(new JudgedRating(body, level, pack, ratedAt, target, Society, reasons.Value, root.Code, root.Path) { CountsAs = 0, OpensCase = false }, cancellationToken);
    }

    /// <summary>SP-5.2a: the running of a hall as a whole, once a day for each rater. What is wrong with a hall, whoever runs it puts right.</summary>
    private async Task<Result<RatingReceipt>> OfCenterAsync(RatingBody body, string level, ServiceMatter? matter, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (pack.Rating.ModesOf(RatingLaw.Center) is not { } modes || (matter is not null && !modes.Contains(matter.Mode))) return IntakeRefusals.TargetNotAllowed;
        if (body.Scope is not null and not "single") return IntakeRefusals.ScopeNotAllowed;
        var reasons = RatingReasons.Of(body, level, new RatingChoice(RatingLaw.Center, null, []), pack, []);
        if (!reasons.Ok) return reasons.Refusal;
        if (await RunsHallAsync(body, matter, pack, cancellationToken) is not { } unit) return IntakeRefusals.UnknownPlace;
        if (await place.RefusalForUnitAsync(unit.Path, body.Region) is { } notHere) return notHere;
        var hall = body.Place ?? matter?.Place ?? unit.Code;
        var rater = (personalData.Hash("idNumber", body.Rater?.IdNumber), personalData.Hash("phone", body.Rater?.Phone));
        await dialect.HoldAsync(db, $"hall {body.Region} {hall}", cancellationToken);
        foreach (var limit in pack.Rating.Frequency?.Where(f => f.Target == RatingLaw.Center) ?? [])
            if (await frequencies.HasRatedTodayAsync(body, hall, rater, limit, ratedAt, cancellationToken)) return IntakeRefusals.FrequencyExceeded;
        return await store.KeepAsync(new JudgedRating(body, level, pack, ratedAt, RatingLaw.Center, "single", reasons.Value, unit.Code, unit.Path) { Matter = matter, Place = hall }, cancellationToken);
    }

    private async Task<Unit?> RunsHallAsync(RatingBody body, ServiceMatter? matter, Ordinance pack, CancellationToken cancellationToken)
    {
        if ((body.Unit ?? matter?.UnitCode) is { } code) return await db.Units.SingleOrDefaultAsync(u => u.Code == code && u.Region == body.Region, cancellationToken);
        var roles = pack.Roles.Where(r => r.Level == RatingLaw.Center && r.Permissions.Contains(Acts.Dispatch)).Select(r => r.Code).ToList();
        return await db.Units.Where(u => u.Region == body.Region && roles.Contains(u.Role)).OrderBy(u => u.Path.Length).ThenBy(u => u.Code).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Result<RatingReceipt>> OfServiceAsync(RatingBody body, string level, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        // Whether it may still be rated is decided by one rating of it at a time.
        await dialect.HoldAsync(db, ServiceDesk.LockOf(body.Region, body.ServiceExternalId!), cancellationToken);
        var key = await db.FindAsync<IntakeKey>([body.Region, IntakeKey.Services, body.ServiceExternalId!], cancellationToken);
        if (key is null || await db.FindAsync<ServiceMatter>([key.Id], cancellationToken) is not { } matter) return IntakeRefusals.ServiceNotFound;
        if (await place.RefusalForUnitAsync(matter.UnitPath, body.Region) is { } notHere) return notHere;
        if (await entry.OwnServiceRefusalAsync(body, matter) is { } own) return own;
        if (ratedAt < matter.StartedAt) return IntakeRefusals.BeforeService;
        // Finished before any rules were in force: not under the ordinance (TJ-27/28).
        if (matter.CompletedAt is { } completed && ordinances.InForce(body.Region, completed.LocalDate()) is null) return IntakeRefusals.NoOrdinance;
        if (body.Target == RatingLaw.Center) return await OfCenterAsync(body, level, matter, pack, ratedAt, cancellationToken);

        foreach (var together in new[] { matter.BatchId, matter.ThemeId }.OfType<string>().Order(StringComparer.Ordinal))
            await dialect.HoldAsync(db, $"together {matter.Region} {together}", cancellationToken);
        var rated = await services.OfAsync(body, matter, pack, ratedAt, cancellationToken);
        if (!rated.Ok) return rated.Refusal;
        var choice = RatingChoice.Of(body, level, rated.Value, pack, ratedAt);
        if (!choice.Ok) return choice.Refusal;
        var first = rated.Value.Scope == "additional" ? await FirstAsync(matter, choice.Value, cancellationToken) : null;
        if (await TimeRefusalAsync(body, rated.Value, choice.Value, first, pack, ratedAt, cancellationToken) is { } notNow) return notNow;
        var reasons = RatingReasons.Of(body, level, choice.Value, pack, [.. (pack.Rating.IndicatorSets ?? []).Select(ordinances.Indicators).OfType<IndicatorSet>()]);
        if (!reasons.Ok) return reasons.Refusal;
        var unit = body.Target == "platform" ? await BuilderAsync(matter, cancellationToken) : null;
        return await store.KeepAsync(new JudgedRating(body, level, pack, ratedAt, choice.Value.Target, rated.Value.Scope, reasons.Value, unit?.Code ?? matter.UnitCode, unit?.Path ?? matter.UnitPath)
        {
            Matter = matter, Rated = rated.Value, Choice = choice.Value, Follows = first, CountsAs = CountsAs(rated.Value, body, pack, first is not null),
            OpensCase = first is null || pack.Rating.Additional!.OpensCase,
        }, cancellationToken);
    }

    private async Task<Refusal?> TimeRefusalAsync(
        RatingBody body, RatedService rated, RatingChoice choice, Rating? first, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (rated.Scope != "additional")
            return window.IsClosed(pack, rated.Matter, ratedAt) ? IntakeRefusals.WindowClosed : await frequencies.RefusalAsync(rated, choice, body.Stage, pack, ratedAt, cancellationToken);
        if (first is null || ratedAt < first.RatedAt) return IntakeRefusals.NoFirstRating;
        if (window.AdditionalOf(pack, first) is { Due: { } due } && ratedAt > due) return IntakeRefusals.WindowClosed;
        return await db.Ratings.CountAsync(r => r.FollowsId == first.Id, cancellationToken) >= pack.Rating.Additional!.Max ? IntakeRefusals.FrequencyExceeded : null;
    }

    private Task<Rating?> FirstAsync(ServiceMatter matter, RatingChoice choice, CancellationToken cancellationToken) => db.Ratings
        .Where(r => r.ServiceId == matter.Id && r.FollowsId == null && r.Source != "default" && (r.Target == choice.Target || r.Target == "both"))
        .OrderBy(r => r.RatedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Who built the platform answers for it (AK-15-0b): the builder of the named one, else the only builder beside the unit that worked on it.</summary>
    private async Task<Unit?> BuilderAsync(ServiceMatter matter, CancellationToken cancellationToken)
    {
        var platforms = await db.Set<Platform>().Where(p => p.Region == matter.Region).ToListAsync(cancellationToken);
        if (platforms.Find(p => p.Code == matter.Platform || p.Name == matter.Platform) is { } named) return await db.Units.FindAsync([named.UnitCode], cancellationToken);
        var codes = platforms.Select(p => p.UnitCode).ToList();
        var parent = matter.UnitPath[..(matter.UnitPath.TrimEnd('/').LastIndexOf('/') + 1)];
        var builders = await db.Units.Where(u => codes.Contains(u.Code)).ToListAsync(cancellationToken);
        var beside = builders.Where(u => u.Path == $"{parent}{u.Code}/").ToList();
        return beside is [var only] ? only : null;
    }

    // Only the whole enters 一事一评 (YS-9); the first rating stays the one that counts (GD-14-5); a batch counts as the pack says.
    private static int CountsAs(RatedService rated, RatingBody body, Ordinance pack, bool additional)
    {
        if (body.Stage is not null && pack.Rating.Staging is { PerStage: true, CountStages: false }) return 0;
        if (additional) return pack.Rating.Additional!.Replaces ? 1 : 0;
        return rated.Scope == "batch" && pack.Rating.Batch!.CountAs == "once" ? 1 : rated.Others.Count + 1;
    }
}
