using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Who may write and publish which pack: whoever holds the act over the whole place. A bureau below it, such as a city's in its province, does so for packs that refine the place's (GD-5-2).</summary>
public sealed class PackAccess(CurrentUser user, AccessLog accessLog)
{
    public bool MayPublish(string code, string? parent) => Holds(Acts.PackPublish, code) || (parent is not null && Within(Acts.PackPublish, parent));

    public bool MayEdit(string code, string? parent) => MayPublish(code, parent) || Holds(Acts.PackEdit, code) || (parent is not null && Within(Acts.PackEdit, parent));

    /// <summary>What an ordinance leaves open is settled by its publisher or by the administrator (X-PACK-2).</summary>
    public bool MayConfirm(string code, string? parent) => MayPublish(code, parent) || user.May(Acts.Administer);

    /// <summary>The refusal for whoever may not, recorded.</summary>
    public async Task<Refusal> RefusedAsync(string act, string code)
    {
        await accessLog.RefusedAsync(act, code);
        return HttpRefusals.NotAllowed;
    }

    private bool Holds(string act, string code) => user.May(act, PathOf(code));

    // A city's bureau sits somewhere below its province.
    private bool Within(string act, string place) => user.Grants.Any(g => g.Acts.Contains(act) && (g.Path == "/" || g.Path.StartsWith(PathOf(place), StringComparison.Ordinal)));

    private static string PathOf(string code) => $"/{code.ToLowerInvariant()}/";
}
