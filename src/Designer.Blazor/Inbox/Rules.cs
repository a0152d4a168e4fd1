using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>What a form says about its fields and outcomes, for drawing. The use case checks all of it again.</summary>
internal static class Rules
{
    public static bool IsShown(FormField field, string outcome) => field.ShownFor is null || field.ShownFor.Contains(outcome);

    public static bool IsRequired(FormField field, string outcome) => field.Required || field.RequiredFor?.Contains(outcome) == true;

    /// <summary>Errors by field, from the pointers of a refusal.</summary>
    public static Dictionary<string, string> ByField(Refusal refusal)
    {
        const string prefix = "/fields/";
        return refusal.Errors.Where(e => e.Pointer.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(e => e.Pointer[prefix.Length..].Split('/')[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .ToDictionary(g => g.Key, g => g.First().Message);
    }
}
