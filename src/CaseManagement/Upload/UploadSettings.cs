using Microsoft.Extensions.Configuration;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>Where messages go and how patiently they are sent. Technical settings of the installation, no rule of law.</summary>
/// <param name="Address">The platform's receiving address (<c>HCP_UPLOAD_URL</c>); null while none is configured.</param>
/// <param name="Timeout">How long one sending may take (<c>Upload:Timeout</c>).</param>
/// <param name="Delays">The waits between sendings (<c>Upload:Delays</c>); after the last one the item has failed.</param>
public sealed record UploadSettings(Uri? Address, TimeSpan Timeout, IReadOnlyList<TimeSpan> Delays)
{
    private static readonly TimeSpan[] Patient =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4),
    ];

    public static UploadSettings Read(IConfiguration configuration) => new(
        configuration["HCP_UPLOAD_URL"] is { Length: > 0 } url ? new Uri(url) : null,
        configuration.GetValue("Upload:Timeout", TimeSpan.FromSeconds(10)),
        configuration.GetSection("Upload:Delays").Get<TimeSpan[]>() ?? Patient);
}
