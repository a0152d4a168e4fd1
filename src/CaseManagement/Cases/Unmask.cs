using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Shows the rater's personal data once, for a purpose; writes a <c>piiViewed</c> event first (X-AUD-2).</summary>
/// <param name="Number">The case.</param>
/// <param name="Purpose">Why, in words; required.</param>
public sealed record Unmask(string Number, string Purpose) : IRequest<Result<RaterIdentity>>, IChange
{
    public string? Stream => Number;
}

public sealed record RaterIdentity(string? Name, string? IdNumber, string? Phone);
