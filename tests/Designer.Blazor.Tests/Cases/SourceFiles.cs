using System.Text.RegularExpressions;

namespace HaoChaPing.Designer.Blazor.Tests.Cases;

/// <summary>Reads the event types off the business's source, so that a new one without a sentence is noticed.</summary>
internal static partial class SourceFiles
{
    public static IReadOnlyList<string> EventTypes() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root(), "src", "CaseManagement"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Appended().Matches(File.ReadAllText(file)).Select(m => m.Groups["type"].Value)).Distinct()];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "HaoChaPing.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Expected the solution above the tests, but found none.");
        return folder.FullName;
    }

    [GeneratedRegex("""(?:[Tt]imeline>?\(?\)?\.Append|hands\.PutAsync)\([^";]*?"(?<type>\w+)"|return \("(?<type>upload\w+)", data\)""")]
    private static partial Regex Appended();
}
