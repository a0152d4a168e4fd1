using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>How much one caller may ask of the server.</summary>
internal static class KestrelLimits
{
    // A bulk call of 10,000 lines has some 10 MB; an attachment is limited further by its own use case.
    private const long LargestBody = 64 * 1024 * 1024;

    public static void Set(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestBody;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MaxConcurrentConnections = 10_000;
    }

    /// <summary>One line per entry, so that a log can be searched by case number.</summary>
    public static void AddOneLineConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat, options.ColorBehavior) = (true, "yyyy-MM-ddTHH:mm:sszzz ", LoggerColorBehavior.Disabled));
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
    }
}
