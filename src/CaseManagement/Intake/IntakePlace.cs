using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Who may deliver for which place. A channel's key is bound to its place and, where it names one, to its channel.</summary>
internal sealed class IntakePlace(CaseDbContext db, CurrentUser user, AccessLog accessLog)
{
    /// <summary>Null when the place exists and the caller may deliver something for it.</summary>
    public async Task<Refusal?> RefusalAsync(string region, CancellationToken cancellationToken)
    {
        if (await db.Regions.FindAsync([region], cancellationToken) is null) return IntakeRefusals.UnknownRegion;
        var root = RootOf(region);
        var may = user.Grants.Any(g => g.Acts.Contains(Acts.SubmitIntake) && (root.StartsWith(g.Path, StringComparison.Ordinal) || g.Path.StartsWith(root, StringComparison.Ordinal)));
        return may ? null : await RefusedAsync(region);
    }

    /// <summary>Null when the caller may deliver for this unit.</summary>
    public async Task<Refusal?> RefusalForUnitAsync(string unitPath, string region) => user.May(Acts.SubmitIntake, unitPath) ? null : await RefusedAsync(region);

    /// <summary>Null when the caller may deliver for this channel.</summary>
    public async Task<Refusal?> RefusalForChannelAsync(string channel)
    {
        if (user.Channel is null || user.Channel == channel) return null;
        await accessLog.RefusedAsync(Acts.SubmitIntake, channel);
        return IntakeRefusals.ChannelNotAllowed;
    }

    /// <summary>The root unit of a place has the place's lower-case code.</summary>
    public static string RootOf(string region) => $"/{region.ToLowerInvariant()}/";

    private async Task<Refusal> RefusedAsync(string region)
    {
        await accessLog.RefusedAsync(Acts.SubmitIntake, region);
        return IntakeRefusals.RegionNotAllowed;
    }
}
