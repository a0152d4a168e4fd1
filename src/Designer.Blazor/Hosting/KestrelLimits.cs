using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>How much one caller may ask of the server. The size of bodies is limited by the endpoints.</summary>
internal static class KestrelLimits
{
    public static void Set(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.ConfigureEndpointDefaults(BareRefusals.Name);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MaxConcurrentConnections = 10_000;
    }
}
