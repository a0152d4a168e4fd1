using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>How much one caller may ask of the server. The size of bodies is limited by the endpoints.</summary>
internal static class KestrelLimits
{
    public static void Set(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MaxConcurrentConnections = 10_000;
    }

    /// <summary>One line per entry, so that a log can be searched by case number.</summary>
    public static void AddOneLineConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat, options.ColorBehavior) = (true, "yyyy-MM-ddTHH:mm:sszzz ", LoggerColorBehavior.Disabled));
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("System", LogLevel.Warning);
    }
}
