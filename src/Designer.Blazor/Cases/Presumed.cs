using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.Designer.Blazor.Shared;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>Until a case is classified its clock runs by a class that is only presumed; verification decides.</summary>
internal static class Presumed
{
    private const string CaseTimers = "case.";

    // Of the classes that have a name; a place with one class only has nothing to decide.
    private static readonly string[] Classes = ["simple", "general", "complex"];

    public static string? WordsOf(CaseDetail @case, DeadlineView? clock) =>
        @case.Class is null && clock is { Status: "running" } && Classes.FirstOrDefault(c => clock.Timer == CaseTimers + c) is { } presumed
            ? $"暂按{Terms.Class(presumed)}类计算，分类后重新计算。"
            : null;
}
