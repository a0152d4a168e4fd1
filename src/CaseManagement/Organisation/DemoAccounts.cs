using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The accounts and the key that everybody knows.</summary>
public static class DemoAccounts
{
    public const string Password = "Demo-2026!";
    public const string ChannelKey = "demo-channel-key";

    /// <summary>Whether any of them is in this database.</summary>
    public static async Task<bool> ExistAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        await db.Users.AnyAsync(u => u.Demo, cancellationToken) || await db.Set<ApiKey>().AnyAsync(k => k.Demo, cancellationToken);

    /// <summary>Account names with what they stand for, as printed at start.</summary>
    public static async Task<IReadOnlyList<(string UserName, string DisplayName)>> ListAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        [.. (await db.Users.Where(u => u.Demo).OrderBy(u => u.UserName).Select(u => new { u.UserName, u.DisplayName }).ToListAsync(cancellationToken)).Select(u => (u.UserName!, u.DisplayName))];
}
