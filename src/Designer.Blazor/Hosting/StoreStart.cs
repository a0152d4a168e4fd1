using System.Data.Common;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.Data.Sqlite;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>The first word with the database at start: one node at a time brings it up to date.</summary>
internal static class StoreStart
{
    public static async Task<IAsyncDisposable> AloneAsync(StoreDialect store, CaseDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StartAloneAsync(db, cancellationToken);
        }
        catch (DbException e) when (e is not SqliteException) // a file is no service; StartFailure knows what to say of it
        {
            throw new RefusedStartException($"连不上数据库，请检查 HCP_DATABASE 和数据库服务：{e.Message.ReplaceLineEndings(" ")}", "The database cannot be reached: check HCP_DATABASE and the server.");
        }
    }
}
