using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>When the rater of a case can be entered by hand: where the place keeps the register and a review has found malice (SP-8.1d).</summary>
internal sealed class RegisterMaliciousAct(CaseDbContext db, OrdinanceCatalog ordinances) : ICaseAct
{
    public const int LongestEvidence = 500;

    public string Name => "maliciousRegister";
    public string Title => "列入恶意评价人员信息库";
    public string Act => Acts.RegisterMalicious;
    public bool SaysWhyNot => false;

    public Refusal? Unfit(Case @case) => Rules(@case).Enabled ? null : RegistryRefusals.NoRegister;

    public async ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) =>
        Rules(@case).EntryRequires == "reviewDecision" && !await IsDecidedMaliciousAsync(@case, cancellationToken) ? RegistryRefusals.ReviewRequired : null;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>([new("evidence", "认定依据", "text", Required: true, Multiline: true, MaxLength: LongestEvidence)]);

    private async Task<bool> IsDecidedMaliciousAsync(Case @case, CancellationToken cancellationToken)
    {
        var decisions = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == @case.Number && e.Type == "appealDecided").Select(e => e.Data).ToListAsync(cancellationToken);
        return decisions.Any(data => (string?)JsonNode.Parse(data)!["outcome"] == "malicious");
    }

    private MaliciousRegisterRules Rules(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).MaliciousRegister;
}
