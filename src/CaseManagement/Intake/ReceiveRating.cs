using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Takes in one rating; a bad one opens its case in the same commit (AK-13a).</summary>
public sealed record ReceiveRating(RatingBody Body) : IRequest<Result<RatingReceipt>>, IChange;

/// <param name="Id">Id of the rating.</param>
/// <param name="Status"><c>adopted</c> …</param>
/// <param name="Level">Level code.</param>
/// <param name="Case">The case it opened.</param>
/// <param name="Reason"><c>unknownItem</c> while it is held, <c>society</c> when it is about no matter and opens no case.</param>
/// <param name="ReasonText">The same in Chinese.</param>
/// <param name="Known">It was received before; this is the first answer again.</param>
public sealed record RatingReceipt(
    Guid Id, string Status, string Level, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OpenedCase? Case,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonText = null, [property: JsonIgnore] bool Known = false);

public sealed record OpenedCase(string Number, string Status);

internal sealed class ReceiveRatingHandler(RatingDesk desk) : IRequestHandler<ReceiveRating, Result<RatingReceipt>>
{
    public Task<Result<RatingReceipt>> Handle(ReceiveRating request, CancellationToken cancellationToken) => desk.ReceiveAsync(request.Body, cancellationToken);
}
