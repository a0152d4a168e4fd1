using System.Text.Json;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in one service at a time, within the caller's transaction.</summary>
internal sealed class ServiceDesk(
    CaseDbContext db, StoreDialect store, IntakePlace place, OrdinanceCatalog ordinances, RatingEntry entry, RatingWindow window, PersonalData personalData, TimeProvider clock)
{
    private static readonly string[] Kinds = ["matter", "consultation"];
    private static readonly string[] Modes = ["online", "kiosk", "window", "mixed"];

    public async Task<Result<ServiceReceipt>> ReceiveAsync(ServiceBody body, CancellationToken cancellationToken)
    {
        if (FormOf(body).Refusal is { } malformed) return malformed;
        if (!entry.IsProgram) return IntakeRefusals.ProgramsOnly;
        if (await place.RefusalAsync(body.Region, cancellationToken) is { } notHere) return notHere;
        if (NotYet(body) is { } future) return future;
        await store.HoldAsync(db, LockOf(body.Region, body.ExternalId), cancellationToken);
        var key = await db.FindAsync<IntakeKey>([body.Region, IntakeKey.Services, body.ExternalId], cancellationToken);
        return key is null ? await AddAsync(body, cancellationToken) : await ChangeAsync(key.Id, body, cancellationToken);
    }

    /// <summary>The name under which one service is changed, or rated, by one at a time.</summary>
    internal static string LockOf(string region, string externalId) => $"service {region} {externalId}";

    private static IntakeText FormOf(ServiceBody body)
    {
        if (body.Visits?.Any(v => v is null) == true) return new IntakeText().Unless(false, () => IntakeRefusals.Required("/visits"));
        var text = new IntakeText()
            .Line("/region", body.Region, IntakeText.LongestId, required: true).Line("/externalId", body.ExternalId, IntakeText.LongestId, required: true)
            .Line("/serialNo", body.SerialNo, IntakeText.LongestId).Line("/unit", body.Unit, IntakeText.LongestId)
            .Line("/item/code", body.Item?.Code, IntakeText.LongestId, required: body.Item is not null).Line("/item/name", body.Item?.Name, IntakeText.LongestName, required: body.Item is not null)
            .Line("/place", body.Place, IntakeText.LongestName).Line("/window", body.Window, IntakeText.LongestName).Line("/platform", body.Platform, IntakeText.LongestName)
            .Line("/staff", body.Staff, IntakeText.LongestId).Line("/batchId", body.BatchId, IntakeText.LongestId).Line("/themeId", body.ThemeId, IntakeText.LongestId)
            .Person("/applicant", body.Applicant)
            .Unless(body.Kind is null || Kinds.Contains(body.Kind), () => IntakeRefusals.UnknownKind)
            .Unless(body.Mode is null || Modes.Contains(body.Mode), () => IntakeRefusals.UnknownMode)
            .AtMost("/visits", body.Visits?.Count ?? 0, IntakeText.MostVisits)
            .Unless(body.Visits is null || body.Visits.DistinctBy(v => v.Id).Count() == body.Visits.Count, () => IntakeRefusals.VisitTwice);
        foreach (var (visit, i) in (body.Visits ?? []).Select((visit, i) => (visit, i)))
            text.Line($"/visits/{i}/id", visit.Id, IntakeText.LongestId, required: true).Line($"/visits/{i}/staff", visit.Staff, IntakeText.LongestId).Line($"/visits/{i}/stage", visit.Stage, IntakeText.LongestName);
        return text;
    }

    private Refusal? NotYet(ServiceBody body)
    {
        var now = clock.GetUtcNow();
        if (body.StartedAt > now) return IntakeRefusals.InFuture("/startedAt");
        if (body.CompletedAt > now) return IntakeRefusals.InFuture("/completedAt");
        for (var i = 0; i < (body.Visits?.Count ?? 0); i++)
            if (body.Visits![i].At > now) return IntakeRefusals.InFuture($"/visits/{i}/at");
        return null;
    }

    private async Task<Result<ServiceReceipt>> AddAsync(ServiceBody body, CancellationToken cancellationToken)
    {
        if (body is not { Item: { } item, Mode: { } mode, Unit: { } unitCode, StartedAt: { } startedAt }) return Missing(body);
        if (body.CompletedAt < startedAt) return IntakeRefusals.CompletedBeforeStart;
        var unit = await db.Units.FindAsync([unitCode], cancellationToken);
        if (unit is null || unit.Region != body.Region) return IntakeRefusals.UnknownUnit;
        if (await place.RefusalForUnitAsync(unit.Path, body.Region) is { } notHere) return notHere;
        // A matter finished before any rules were in force is kept all the same; it just cannot be rated (TJ-27/28).
        if ((ordinances.InForce(body.Region, startedAt.LocalDate()) ?? ordinances.Current(body.Region)) is not { } pack) return IntakeRefusals.NoOrdinance;
        // A case of it would reach nobody: the routing ends at the role of a handling unit (AK-13b, AK-15-0a).
        if (pack.Routing.PathFor(unit.Level, "service") is not [.., var handling] || handling != unit.Role) return IntakeRefusals.UnitNotHandling;
        if (pack.NeedsContact() && (string.IsNullOrWhiteSpace(unit.ResponsibleSection) || string.IsNullOrWhiteSpace(unit.ResponsiblePerson)))
            return IntakeRefusals.UnitWithoutContact;

        var matter = Matter(body, item, mode, unit, startedAt);
        window.Plan(matter);
        db.Add(matter);
        db.Add(new IntakeKey { Region = body.Region, Channel = IntakeKey.Services, ExternalId = body.ExternalId, Id = matter.Id });
        return new ServiceReceipt(matter.Id, StatusOf(matter));
    }

    private ServiceMatter Matter(ServiceBody body, ServiceItemBody item, string mode, Unit unit, DateTimeOffset startedAt) => new()
    {
        Id = Guid.CreateVersion7(), Region = body.Region, ExternalId = body.ExternalId, SerialNo = body.SerialNo, ItemCode = item.Code, ItemName = item.Name,
        Kind = body.Kind ?? Kinds[0], Mode = mode, UnitCode = unit.Code, UnitPath = unit.Path, Place = body.Place, Window = body.Window, Platform = body.Platform,
        Staff = body.Staff, StartedAt = startedAt, CompletedAt = body.CompletedAt, Visits = Write(body.Visits ?? []), BatchId = body.BatchId, ThemeId = body.ThemeId,
        JointApproval = body.JointApproval ?? false, ReceivedAt = clock.GetUtcNow(),
        ApplicantKind = body.Applicant?.Kind,
        ApplicantNameSealed = personalData.Seal(body.Applicant?.Name), ApplicantNameMasked = Mask.Name(body.Applicant?.Name),
        ApplicantIdNumberSealed = personalData.Seal(body.Applicant?.IdNumber), ApplicantIdNumberHash = personalData.Hash("idNumber", body.Applicant?.IdNumber),
        ApplicantPhoneSealed = personalData.Seal(body.Applicant?.Phone), ApplicantPhoneHash = personalData.Hash("phone", body.Applicant?.Phone), ApplicantPhoneMasked = Mask.Phone(body.Applicant?.Phone),
    };

    /// <summary>Only what could not be known before may come later: the completion, and further visits. Anything else is a conflict.</summary>
    private async Task<Result<ServiceReceipt>> ChangeAsync(Guid id, ServiceBody body, CancellationToken cancellationToken)
    {
        var matter = await db.FindAsync<ServiceMatter>([id], cancellationToken) ?? throw new InvalidOperationException($"Expected service {id} of its intake key, but it is not there.");
        if (await place.RefusalForUnitAsync(matter.UnitPath, body.Region) is { } notHere) return notHere;
        var known = ReadVisits(matter);
        var differs = Differences(matter, known, body).ToList();
        if (differs.Count > 0) return IntakeRefusals.ServiceConflict(differs);
        if (body.CompletedAt < matter.StartedAt) return IntakeRefusals.CompletedBeforeStart;

        if (matter.CompletedAt is null && body.CompletedAt is not null)
        {
            matter.CompletedAt = body.CompletedAt;
            window.Plan(matter);
        }
        var visits = known.Concat((body.Visits ?? []).ExceptBy(known.Select(v => v.Id), v => v.Id)).ToList();
        if (visits.Count > known.Count) matter.Visits = Write(visits);
        return new ServiceReceipt(matter.Id, StatusOf(matter), Known: true);
    }

    private IEnumerable<string> Differences(ServiceMatter matter, IReadOnlyList<ServiceVisit> known, ServiceBody body)
    {
        if (body.SerialNo is not null && body.SerialNo != matter.SerialNo) yield return "/serialNo";
        if (body.Item is not null && (body.Item.Code != matter.ItemCode || body.Item.Name != matter.ItemName)) yield return "/item";
        if (body.Kind is not null && body.Kind != matter.Kind) yield return "/kind";
        if (body.Mode is not null && body.Mode != matter.Mode) yield return "/mode";
        if (body.Unit is not null && body.Unit != matter.UnitCode) yield return "/unit";
        if (body.Place is not null && body.Place != matter.Place) yield return "/place";
        if (body.Window is not null && body.Window != matter.Window) yield return "/window";
        if (body.Platform is not null && body.Platform != matter.Platform) yield return "/platform";
        if (body.Staff is not null && body.Staff != matter.Staff) yield return "/staff";
        if (body.StartedAt is not null && body.StartedAt != matter.StartedAt) yield return "/startedAt";
        if (body.CompletedAt is not null && matter.CompletedAt is not null && body.CompletedAt != matter.CompletedAt) yield return "/completedAt";
        if (body.BatchId is not null && body.BatchId != matter.BatchId) yield return "/batchId";
        if (body.ThemeId is not null && body.ThemeId != matter.ThemeId) yield return "/themeId";
        if (body.JointApproval is not null && body.JointApproval != matter.JointApproval) yield return "/jointApproval";
        if (body.Applicant is { } applicant && !IsApplicant(matter, applicant)) yield return "/applicant";
        for (var i = 0; i < (body.Visits?.Count ?? 0); i++)
            if (known.FirstOrDefault(v => v.Id == body.Visits![i].Id) is { } visit && visit != body.Visits![i]) yield return $"/visits/{i}";
    }

    private bool IsApplicant(ServiceMatter matter, PersonBody person) =>
        person.Kind == matter.ApplicantKind && personalData.Open(matter.ApplicantNameSealed) == person.Name
        && personalData.Open(matter.ApplicantIdNumberSealed) == person.IdNumber && personalData.Open(matter.ApplicantPhoneSealed) == person.Phone;

    private static Refusal Missing(ServiceBody body)
    {
        string[] pointers = [.. new (string Pointer, bool Missing)[] { ("/item", body.Item is null), ("/mode", body.Mode is null), ("/unit", body.Unit is null), ("/startedAt", body.StartedAt is null) }
            .Where(f => f.Missing).Select(f => f.Pointer)];
        return IntakeRefusals.Required(pointers[0]) with { Errors = [.. pointers.SelectMany(p => IntakeRefusals.Required(p).Errors)] };
    }

    internal static IReadOnlyList<ServiceVisit> ReadVisits(ServiceMatter matter) => JsonSerializer.Deserialize<List<ServiceVisit>>(matter.Visits, HttpJson.Stored)!;

    private static string Write(IReadOnlyList<ServiceVisit> visits) => JsonSerializer.Serialize(visits, HttpJson.Stored);

    private static string StatusOf(ServiceMatter matter) => matter.CompletedAt is null ? "open" : "completed";
}
