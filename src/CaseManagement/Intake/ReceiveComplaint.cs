using System.Text.Json;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A complaint as a channel delivers it.</summary>
/// <param name="Region">Place code.</param>
/// <param name="Channel">Channel code of the place's pack.</param>
/// <param name="ExternalId">The channel's own id; the same again answers the first answer.</param>
/// <param name="Text">What is complained of; required.</param>
/// <param name="ServiceExternalId">The matter complained of; its unit answers.</param>
/// <param name="Unit">The unit complained of, where no matter is named.</param>
/// <param name="Person">Who complains, as far as told.</param>
/// <param name="MadeAt">When; now if left out.</param>
public sealed record ComplaintBody(
    string Region, string Channel, string ExternalId, string? Text = null, string? ServiceExternalId = null, string? Unit = null, PersonBody? Person = null, DateTimeOffset? MadeAt = null);

/// <summary>Takes in a complaint; where the pack says so it opens a case in the same commit (YS-13a). Elsewhere it is kept and answered without one .</summary>
public sealed record ReceiveComplaint(ComplaintBody Body) : IRequest<Result<ComplaintReceipt>>, IChange;

/// <param name="Id">The complaint.</param>
/// <param name="Case">The case it opened; left out where the place opens none.</param>
/// <param name="Note">Why it opened none; left out where it did.</param>
/// <param name="Known">It was received before; this is the first answer again.</param>
public sealed record ComplaintReceipt(Guid Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OpenedCase? Case, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null, [property: JsonIgnore] bool Known = false);

internal sealed class ReceiveComplaintHandler(CaseDbContext db, IntakePlace place, OrdinanceCatalog ordinances, CaseOpening cases, PersonalData personalData, TimeProvider clock)
    : IRequestHandler<ReceiveComplaint, Result<ComplaintReceipt>>
{
    // A channel numbers its complaints apart from its ratings.
    private const string Keyed = "#complaints ";

    public async Task<Result<ComplaintReceipt>> Handle(ReceiveComplaint request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        if (FormRefusalOf(body) is { } malformed) return malformed;
        if ((await place.RefusalAsync(body.Region, cancellationToken) ?? await place.RefusalForChannelAsync(body.Channel)) is { } notHere) return notHere;
        if (await db.FindAsync<IntakeKey>([body.Region, Keyed + body.Channel, body.ExternalId], cancellationToken) is { Answer: { } first })
            return JsonSerializer.Deserialize<ComplaintReceipt>(first, HttpJson.Stored)! with { Known = true };

        var now = clock.GetUtcNow(); // read once: a later look would lie in the future of this one
        var madeAt = body.MadeAt ?? now;
        if (madeAt > now) return IntakeRefusals.InFuture("/madeAt");
        if (ordinances.InForce(body.Region, madeAt.LocalDate()) is not { } pack) return IntakeRefusals.NoOrdinance;
        if (pack.Channel(body.Channel) is not { } channel) return IntakeRefusals.UnknownChannel;
        if (!channel.Enabled) return IntakeRefusals.ChannelDisabled;
        var against = await AgainstAsync(body, pack, cancellationToken);
        if (!against.Ok) return against.Refusal;
        if (against.Value.Matter is { } matter && madeAt < matter.StartedAt) return IntakeRefusals.BeforeService with { Errors = [new FieldError("/madeAt", "投诉时间早于办件开始时间，请核对。")] };
        return await KeepAsync(body, pack, against.Value, madeAt, cancellationToken);
    }

    private static Refusal? FormRefusalOf(ComplaintBody body) => new IntakeText()
        .Line("/region", body.Region, IntakeText.LongestId, required: true).Line("/channel", body.Channel, IntakeText.LongestId, required: true)
        .Line("/externalId", body.ExternalId, IntakeText.LongestId, required: true).Line("/serviceExternalId", body.ServiceExternalId, IntakeText.LongestId).Line("/unit", body.Unit, IntakeText.LongestId)
        .Unless(!PlainText.IsBlank(body.Text), () => IntakeRefusals.Required("/text")).Words("/text", body.Text, IntakeText.LongestWords).Person("/person", body.Person).Refusal;

    /// <summary>Whoever handled the matter, or the unit that is named, answers for it (谁办理、谁负责).</summary>
    private async Task<Result<Against>> AgainstAsync(ComplaintBody body, Ordinance pack, CancellationToken cancellationToken)
    {
        ServiceMatter? matter = null;
        if (body.ServiceExternalId is { } named)
        {
            var key = await db.FindAsync<IntakeKey>([body.Region, IntakeKey.Services, named], cancellationToken);
            matter = key is null ? null : await db.FindAsync<ServiceMatter>([key.Id], cancellationToken);
            if (matter is null) return IntakeRefusals.ServiceNotFound;
        }
        var code = matter?.UnitCode ?? body.Unit;
        if (code is null) return IntakeRefusals.Required("/unit");
        if (await db.Units.SingleOrDefaultAsync(u => u.Code == code && u.Region == body.Region, cancellationToken) is not { } unit) return IntakeRefusals.UnknownUnit;
        if (await place.RefusalForUnitAsync(unit.Path, body.Region) is { } notHere) return notHere;
        if (unit is not { ResponsibleSection.Length: > 0, ResponsiblePerson.Length: > 0 }) return IntakeRefusals.UnitWithoutContact;
        // A case would reach nobody: the routing ends at the role of a handling unit (AK-13b).
        return pack.Routing.PathFor(unit.Level, "service") is [.., var handling] && handling == unit.Role ? new Against(unit, matter) : IntakeRefusals.UnitNotHandling;
    }

    private async Task<ComplaintReceipt> KeepAsync(ComplaintBody body, Ordinance pack, Against against, DateTimeOffset madeAt, CancellationToken cancellationToken)
    {
        var (person, text) = (body.Person, body.Text!.Trim());
        var complaint = new Complaint
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Region = body.Region, Channel = body.Channel, ExternalId = body.ExternalId, ServiceId = against.Matter?.Id,
            UnitCode = against.Unit.Code, UnitPath = against.Unit.Path, TextSealed = personalData.Seal(text)!, PersonKind = person?.Kind ?? "anonymous",
            NameSealed = personalData.Seal(person?.Name), NameMasked = Mask.Name(person?.Name), IdNumberSealed = personalData.Seal(person?.IdNumber),
            PhoneSealed = personalData.Seal(person?.Phone), PhoneMasked = Mask.Phone(person?.Phone), MadeAt = madeAt, ReceivedAt = clock.GetUtcNow(), Status = "adopted", PackVersion = pack.Version,
        };
        db.Add(complaint);
        var opens = pack.Case.OpenOn.Contains("complaint");
        var @case = opens ? await cases.OpenAsync(complaint, against.Matter?.ItemName ?? $"对{against.Unit.Name}的投诉", RatingForm.Quote(text, [], person?.Name), cancellationToken) : null;
        var receipt = new ComplaintReceipt(complaint.Id, @case is null ? null : new OpenedCase(@case.Number, @case.Status), @case is null ? "投诉已登记。本地办法没有规定投诉生成工单，不另开工单。" : null);
        db.Add(new IntakeKey { Region = body.Region, Channel = Keyed + body.Channel, ExternalId = body.ExternalId, Id = complaint.Id, Answer = JsonSerializer.Serialize(receipt, HttpJson.Stored) });
        return receipt;
    }

    private sealed record Against(Organisation.Unit Unit, ServiceMatter? Matter);
}
