namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What stands on the console once the server listens.</summary>
internal static class Welcome
{
    public static string Of(HostSettings settings, IEnumerable<string> addresses) =>
        $"好差评已启动（HaoChaPing is listening）：{string.Join(' ', addresses)}";
}
