using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.Designer.Blazor.Shared;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>Until a case is classified its clock runs by a class that is only presumed; verification decides.</summary>
internal static class Presumed
{
    private const string CaseTimers = "case.";

    public static string? WordsOf(CaseDetail @case, DeadlineView? clock) =>
        @case.Class is null && clock is { Status: "running" } && clock.Timer.StartsWith(CaseTimers, StringComparison.Ordinal)
            ? $"暂按{Terms.Class(clock.Timer[CaseTimers.Length..])}类计算，分类后重新计算。"
            : null;
}
