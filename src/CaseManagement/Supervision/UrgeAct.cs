using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>When a case can be pressed for: while a unit has it in hand (SP-5.5, TJ-5-1b).</summary>
internal sealed class UrgeAct : ICaseAct
{
    public const int LongestText = 1000;

    private static readonly Refusal NotInHand = Refusal.Conflict("caseNotInHand", "工单不在承办单位办理中，不用督办。");

    public string Name => "urge";
    public string Title => "督办";
    public string Act => Acts.Urge;

    public Refusal? Unfit(Case @case) => @case.Status != "open" || @case.UnitReceivedAt is null ? NotInHand : null;

    public ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>([new("text", "督办要求", "text", Required: true, Multiline: true, MaxLength: LongestText, Hint: "写清要做什么、何时报办理进展。")]);
}
