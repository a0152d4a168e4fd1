using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>What the organisation needs before the first request: keys that fit, permissions of the packs, and the demo accounts where and only where they belong.</summary>
public sealed class OrganisationStart(CaseDbContext db, StoreDialect dialect, KeyCheck keys, DemoOrganisation demonstration)
{
    /// <summary>Runs once, after the schema stands and the packs are imported.</summary>
    /// <param name="packs">The current pack of each place.</param>
    /// <param name="demo">Whether the server runs in demo mode.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(IReadOnlyList<JsonObject> packs, bool demo, CancellationToken cancellationToken)
    {
        if (!demo && await DemoAccounts.ExistAsync(db, cancellationToken)) throw DemoAccountsPresent();
        await using var transaction = await dialect.BeginAsync(db, null, cancellationToken);
        await keys.RunAsync(cancellationToken);
        await PermissionSeed.ApplyAsync(db, packs, cancellationToken);
        if (demo) await demonstration.ApplyAsync(packs, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Their password is known to everybody.
    private static RefusedStartException DemoAccountsPresent() => new(
        "数据库里有演示账号，密码是公开的，不能在演示模式之外使用。请换一个数据库，或设 HCP_MODE=demo。",
        "The database holds demo accounts: use another database, or set HCP_MODE=demo.");
}
