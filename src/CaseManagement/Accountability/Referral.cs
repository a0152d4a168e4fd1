using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>A lead on a breach of discipline or law, handed over in confidence (GD-20). The case goes on.</summary>
public sealed class Referral
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string UnitPath { get; init; }
    public required string RecipientSealed { get; init; }
    public required string TextSealed { get; init; }
    public required string ReferredBy { get; init; }
    public required DateTimeOffset ReferredAt { get; init; }
    /// <summary>Number of the recipient's receipt.</summary>
    public string? ReceiptSealed { get; set; }
    public DateTimeOffset? ReceiptAt { get; set; }
}

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("Referrals").HasKey(r => r.Id);
        builder.HasIndex(r => r.CaseNumber);
    }
}

/// <summary>Hands a lead over. Whoever works on the case may do it; only the referral role reads it afterwards (GD-20).</summary>
/// <param name="Number">The case.</param>
/// <param name="Recipient">Who receives it; required.</param>
/// <param name="Text">The lead: what, when, who; required.</param>
public sealed record Refer(string Number, string? Recipient, string? Text) : IRequest<Result<ReferralMade>>, IChange
{
    public string? Stream => Number;
}

/// <summary>A referral without its content.</summary>
public sealed record ReferralMade(Guid Id, string CaseNumber, DateTimeOffset ReferredAt);

internal sealed class ReferHandler(ReferAct act, CaseAccess access, CaseDbContext db, PersonalData personalData, CaseTimeline timeline, CurrentUser user, TimeProvider clock)
    : IRequestHandler<Refer, Result<ReferralMade>>
{
    private static readonly Refusal RecipientRequired = Refusal.Rule("recipientRequired", "请写明移送给哪个机关。", new FieldError("/recipient", "请写明，最多 200 字。"));
    private static readonly Refusal TextRequired = Refusal.Rule("textRequired", "请写明线索内容。", new FieldError("/text", "请写明，最多 2000 字。"));

    public async Task<Result<ReferralMade>> Handle(Refer request, CancellationToken cancellationToken)
    {
        if (await db.Cases.SingleOrDefaultAsync(c => c.Number == request.Number, cancellationToken) is not { } @case) return CaseRefusals.NotFound;
        var by = act.ActOf(@case, user);
        if (await access.RefusalAsync(by, @case.UnitPath, @case.Number) is { } refusal) return refusal;
        if (await act.RefusalAsync(@case, cancellationToken) is { } notHere) return notHere;
        if (request.Recipient?.Trim() is not { Length: > 0 and <= ReferAct.LongestRecipient } recipient) return RecipientRequired;
        if (request.Text?.Trim() is not { Length: > 0 and <= ReferAct.LongestText } text) return TextRequired;
        var referral = new Referral
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = @case.Number, UnitPath = @case.UnitPath, RecipientSealed = personalData.Seal(recipient)!, TextSealed = personalData.Seal(text)!,
            ReferredBy = user.UserName, ReferredAt = clock.GetUtcNow(),
        };
        db.Add(referral);
        // The history says that it happened, not what or to whom.
        timeline.Append(@case, access.SignatureFor(by, @case), "referred", new JsonObject { ["referral"] = referral.Id.ToString() });
        return new ReferralMade(referral.Id, @case.Number, referral.ReferredAt);
    }
}

/// <summary>The referrals of a case, for the referral role only (GD-20).</summary>
/// <param name="Number">The case.</param>
public sealed record ListReferrals(string Number) : IRequest<Result<PageOf<ReferralRow>>>;

/// <summary>A referral with its content.</summary>
public sealed record ReferralRow(Guid Id, string CaseNumber, string Recipient, string Text, string ReferredBy, DateTimeOffset ReferredAt, string? Receipt, DateTimeOffset? ReceiptAt);

internal sealed class ListReferralsHandler(CaseAccess access, CaseDbContext db, PersonalData personalData) : IRequestHandler<ListReferrals, Result<PageOf<ReferralRow>>>
{
    public async Task<Result<PageOf<ReferralRow>>> Handle(ListReferrals request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.Refer, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<Referral>().AsNoTracking().Where(r => r.CaseNumber == request.Number).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        return PageOf<ReferralRow>.Whole(rows.ConvertAll(r => new ReferralRow(
            r.Id, r.CaseNumber, personalData.Open(r.RecipientSealed)!, personalData.Open(r.TextSealed)!, r.ReferredBy, r.ReferredAt, personalData.Open(r.ReceiptSealed), r.ReceiptAt)));
    }
}

/// <summary>Writes down the recipient's receipt (GD-20).</summary>
/// <param name="Number">The case.</param>
/// <param name="Id">The referral.</param>
/// <param name="Receipt">Number of the receipt; required.</param>
public sealed record ReceiptOfReferral(string Number, Guid Id, string? Receipt) : IRequest<Result<ReferralMade>>, IChange
{
    public string? Stream => Number;
}

internal sealed class ReceiptOfReferralHandler(CaseAccess access, CaseDbContext db, PersonalData personalData, CaseTimeline timeline, TimeProvider clock) : IRequestHandler<ReceiptOfReferral, Result<ReferralMade>>
{
    private static readonly Refusal NotFound = Refusal.NotFound("referralNotFound", "没有找到这件移送，请核对后再试。");
    private static readonly Refusal ReceiptRequired = Refusal.Rule("receiptRequired", "请写明回执编号。", new FieldError("/receipt", "请写明，最多 100 字。"));

    public async Task<Result<ReferralMade>> Handle(ReceiptOfReferral request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.Refer, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (await db.Set<Referral>().SingleOrDefaultAsync(r => r.Id == request.Id && r.CaseNumber == request.Number, cancellationToken) is not { } referral) return NotFound;
        if (request.Receipt?.Trim() is not { Length: > 0 and <= 100 } receipt) return ReceiptRequired;
        (referral.ReceiptSealed, referral.ReceiptAt) = (personalData.Seal(receipt), clock.GetUtcNow());
        timeline.Append(found.Value, access.SignatureFor(Acts.Refer, found.Value), "referralReceipt", new JsonObject { ["referral"] = referral.Id.ToString() });
        return new ReferralMade(referral.Id, referral.CaseNumber, referral.ReferredAt);
    }
}
