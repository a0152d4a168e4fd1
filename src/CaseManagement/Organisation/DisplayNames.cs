using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Display names of accounts and units, for lists and sentences.</summary>
public sealed class DisplayNames(CaseDbContext db)
{
    public async Task<string> OfAsync(string userName, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Named(userName).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken) ?? userName;

    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string?> userNames, CancellationToken cancellationToken)
    {
        var wanted = userNames.Where(n => n is not null).Distinct().ToList();
        if (wanted.Count == 0) return new Dictionary<string, string>();
        return await db.Users.AsNoTracking().Where(u => wanted.Contains(u.UserName)).ToDictionaryAsync(u => u.UserName!, u => u.DisplayName, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> OfUnitsAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var wanted = codes.Distinct().ToList();
        return await db.Units.AsNoTracking().Where(u => wanted.Contains(u.Code)).ToDictionaryAsync(u => u.Code, u => u.Name, cancellationToken);
    }
}
