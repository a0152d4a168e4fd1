using System.Runtime.CompilerServices;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Persistence;

/// <summary>Compares a text with the file beside the test that was approved in review.</summary>
internal static class Approved
{
    /// <summary>On a difference the new text is written beside it as <c>.received</c>, to be looked at and renamed.</summary>
    public static void Is(string file, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, file);
        var received = path.Replace(".approved.", ".received.", StringComparison.Ordinal);
        File.Delete(received);
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text) return;
        File.WriteAllText(received, text);
        Assert.Fail($"Expected the text approved in '{file}', but it differs: compare '{Path.GetFileName(received)}', and rename it when it is right.");
    }
}
