using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Puts a case into another class; the due is computed anew from the original anchor (X-CLK-6).</summary>
/// <param name="Number">The case.</param>
/// <param name="Class">Class code of the pack.</param>
/// <param name="Reason">Why; required.</param>
public sealed record Reclassify(string Number, string? Class, string? Reason) : IRequest<Result<Reclassified>>, IChange
{
    public string? Stream => Number;
}

/// <summary>The class of the case and its due from now on.</summary>
public sealed record Reclassified(string CaseNumber, string Class, DateTimeOffset? Due);

internal sealed class ReclassifyHandler(ReclassifyAct act, CaseAccess access, OrdinanceCatalog ordinances, CaseClock clocks, CaseTimeline timeline) : IRequestHandler<Reclassify, Result<Reclassified>>
{
    public async Task<Result<Reclassified>> Handle(Reclassify request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var @case = found.Value;
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        if (await act.RefusalAsync(@case, cancellationToken) is { } refusal) return refusal;
        if (pack.Case.Class(request.Class) is not { } to) return CaseRefusals.UnknownClass(pack);
        if (ReclassifyAct.MustBeConvened(pack, to)) return CaseRefusals.ConveneInstead;
        if (CaseRefusals.ReasonIn(request.Reason) is not { } reason) return CaseRefusals.ReasonRequired;
        if (to.Code != @case.Class)
        {
            timeline.Append(@case, access.SignatureFor(Acts.Classify, @case), "classified", new JsonObject { ["from"] = @case.Class, ["to"] = to.Code, ["reason"] = reason });
            @case.Class = to.Code;
            await clocks.StartAsync(@case, CaseClock.OfClass, null, cancellationToken);
        }
        return new Reclassified(@case.Number, to.Code, @case.DueAt);
    }
}
