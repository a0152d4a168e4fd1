using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Roles that belong to the platform and to no pack.</summary>
public static class PlatformRoles
{
    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";
    /// <summary>Keeps organisation and definitions. Sees no case.</summary>
    public const string Administrator = "administrator";
    /// <summary>Edits and publishes every pack; in demo mode the administrator holds it too.</summary>
    public const string PackEditor = "packEditor";
    /// <summary>A business system that delivers services and ratings.</summary>
    public const string Channel = "channel";
    /// <summary>Staff of a service window, the person rated.</summary>
    public const string WindowStaff = "windowStaff";
    /// <summary>Guides the units of its line elsewhere (条线指导): reads their cases, changes nothing (AK-5-2a). Given to a department over a unit of its line.</summary>
    public const string LineGuide = "lineGuide";
    /// <summary>What somebody standing in for an absent colleague reads because of it. Held by nobody for good.</summary>
    public const string Substitute = "substitute";
}

/// <summary>Fills the one table of who may do what: the platform's own roles, and what each pack gives its roles.</summary>
public static class PermissionSeed
{
    /// <summary>Region of the platform's own roles.</summary>
    public const string Everywhere = "*";

    private static readonly (string Role, string[] Acts)[] Platform =
    [
        (PlatformRoles.Auditor, [Acts.ReadCase, Acts.ReadOrdinance, Acts.Audit, Acts.WorkflowRead]),
        (PlatformRoles.Administrator, [Acts.Administer, Acts.Import, Acts.ReadOrdinance, Acts.WorkflowRead, Acts.WorkflowEdit, Acts.WorkflowPublish]),
        (PlatformRoles.PackEditor, [Acts.ReadOrdinance, Acts.PackEdit, Acts.PackPublish]),
        (PlatformRoles.Channel, [Acts.SubmitIntake, Acts.Import, Acts.ReadOrdinance]),
        (PlatformRoles.LineGuide, [Acts.ReadCase, Acts.ReadOrdinance]),
        (PlatformRoles.WindowStaff, [Acts.ReadOrdinance, Acts.SubmitIntake, Acts.Attach]), // keys in paper forms (SP-6.1.1a), never for its own service
    ];

    /// <summary>Level of a role that answers the telephone: its people key in what callers rate (TJ-9-4).</summary>
    internal const string HotlineLevel = "hotline";

    // Citizens do not sign in: their rights need no row.
    private static readonly string[] CitizenLevels = ["citizen", "public"];

    /// <summary>Makes the rows of the platform and of these packs what they ought to be. The caller holds the transaction.</summary>
    /// <param name="db">The store.</param>
    /// <param name="packs">The current pack of each place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ApplyAsync(CaseDbContext db, IEnumerable<JsonObject> packs, CancellationToken cancellationToken)
    {
        var wanted = Rows(packs).ToHashSet();
        var regions = wanted.Select(w => w.Region).ToHashSet();
        var present = await db.Permissions.Where(p => regions.Contains(p.Region)).ToListAsync(cancellationToken);
        db.RemoveRange(present.Where(p => !wanted.Contains((p.Region, p.Role, p.Act))));
        wanted.ExceptWith(present.Select(p => (p.Region, p.Role, p.Act)));
        db.AddRange(wanted.Select(w => new Permission { Region = w.Region, Role = w.Role, Act = w.Act }));
    }

    private static IEnumerable<(string Region, string Role, string Act)> Rows(IEnumerable<JsonObject> packs) =>
        Platform.SelectMany(p => p.Acts.Select(act => (Everywhere, p.Role, act)))
            .Concat(packs.SelectMany(pack => StaffRoles(pack).SelectMany(role =>
                role.Acts.Concat(Common(role)).Select(act => (PlaceOf(pack), role.Code, act)))));

    private static string[] Common(PackRole role) => role switch
    {
        _ when role.Acts.All(act => act == Acts.Audit) => [Acts.ReadCase, Acts.ReadOrdinance, Acts.WorkflowRead],
        { Level: HotlineLevel } => [Acts.ReadCase, Acts.ReadOrdinance, Acts.WorkflowRead, Acts.Attach, Acts.SubmitIntake],
        _ => [Acts.ReadCase, Acts.ReadOrdinance, Acts.WorkflowRead, Acts.Attach],
    };

    internal static string PlaceOf(JsonObject pack) => pack["meta"]!["id"]!.GetValue<string>();

    /// <summary>The roles of a pack that people at work hold.</summary>
    internal static IReadOnlyList<PackRole> StaffRoles(JsonObject pack) =>
        [.. pack["roles"]!.AsArray().Select(r => new PackRole(
                r!["code"]!.GetValue<string>(), r["name"]!.GetValue<string>(), r["level"]!.GetValue<string>(),
                [.. r["permissions"]!.AsArray().Select(p => p!.GetValue<string>())]))
            .Where(r => !CitizenLevels.Contains(r.Level))];

    internal sealed record PackRole(string Code, string Name, string Level, IReadOnlyList<string> Acts)
    {
        public bool May(string act) => Acts.Contains(act);
    }
}
