using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>
/// Adds the changes of the figures to the roll-ups, many at a time and set by set, in one transaction: whoever stops it in the middle leaves everything as it was. Figures are right before and after,
/// since reading adds up both; folding only keeps it fast.
/// </summary>
internal sealed class FigureFold(CaseDbContext db, StoreDialect dialect) : IDueSweep
{
    internal const string Stream = "#figures";
    private const int WorthIt = 400;
    private const int AtOnce = 20_000;
    private static readonly string[] Grains = ["day", "month"];

    /// <summary>What the roll-ups are kept by, with the column of a change that holds it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Dimensions = new Dictionary<string, string>
    {
        ["unit"] = "''", ["item"] = "\"Item\"", ["staff"] = "\"Staff\"", ["channel"] = "\"Channel\"", ["place"] = "\"Place\"", ["window"] = "\"Window\"",
    };

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public Task<bool> RunBatchAsync(CancellationToken cancellationToken) => RunBatchAsync(WorthIt, cancellationToken);

    /// <summary>Folds one batch in if at least so many changes wait.</summary>
    public async Task<bool> RunBatchAsync(int worthIt, CancellationToken cancellationToken)
    {
        if (!await db.Set<FigureChange>().OrderBy(c => c.Id).Skip(worthIt - 1).AnyAsync(cancellationToken)) return false;
        db.ChangeTracker.Clear();
        await using var transaction = await dialect.BeginAsync(db, Stream, cancellationToken);
        await db.Set<FigureChange>().OrderBy(c => c.Id).Take(AtOnce).ExecuteUpdateAsync(set => set.SetProperty(c => c.Taken, 1), cancellationToken);
        await AddTakenAsync(cancellationToken);
        await db.Set<FigureChange>().Where(c => c.Taken == 1).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Adds the changes marked as taken to every roll-up. The caller holds the transaction.</summary>
    internal async Task AddTakenAsync(CancellationToken cancellationToken)
    {
        foreach (var (dimension, column) in Dimensions)
        foreach (var grain in Grains)
            await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlServer() ? Merge(dimension, column, grain) : Upsert(dimension, column, grain), cancellationToken);
    }

    // Every part is a constant of this class.
    private static string Sums(string dimension, string column, string grain) => $"""
        SELECT "Region", '{dimension}' AS "Dimension", '{grain}' AS "Grain", "{(grain == "day" ? "Day" : "Month")}" AS "Period", "Unit", {column} AS "Key", "Target", "Level", "Standing", "Course", "Pack",
               SUM("Ratings") AS "Ratings", SUM("Acts") AS "Acts", {(dimension == "item" ? "MAX(\"ItemName\")" : "NULL")} AS "Name"
        FROM "FigureChanges" WHERE "Taken" = 1
        GROUP BY "Region", "{(grain == "day" ? "Day" : "Month")}", "Unit"{(dimension == "unit" ? "" : $", {column}")}, "Target", "Level", "Standing", "Course", "Pack"
        """;

    private const string Columns = """ "Region", "Dimension", "Grain", "Period", "Unit", "Key", "Target", "Level", "Standing", "Course", "Pack" """;

    private static string Upsert(string dimension, string column, string grain) => $"""
        INSERT INTO "Figures" ({Columns}, "Ratings", "Acts", "Name") {Sums(dimension, column, grain)}
        ON CONFLICT ({Columns}) DO UPDATE SET "Ratings" = "Figures"."Ratings" + excluded."Ratings", "Acts" = "Figures"."Acts" + excluded."Acts", "Name" = COALESCE(excluded."Name", "Figures"."Name")
        """;

    // Never run: no SQL Server can be had (docs/decisions/0005).
    private static string Merge(string dimension, string column, string grain) => $"""
        MERGE "Figures" WITH (HOLDLOCK) AS f USING ({Sums(dimension, column, grain)}) AS s
        ON {string.Join(" AND ", Columns.Split(',', StringSplitOptions.TrimEntries).Select(c => $"f.{c} = s.{c}"))}
        WHEN MATCHED THEN UPDATE SET "Ratings" = f."Ratings" + s."Ratings", "Acts" = f."Acts" + s."Acts", "Name" = COALESCE(s."Name", f."Name")
        WHEN NOT MATCHED THEN INSERT ({Columns}, "Ratings", "Acts", "Name") VALUES ({string.Join(", ", Columns.Split(',', StringSplitOptions.TrimEntries).Select(c => $"s.{c}"))}, s."Ratings", s."Acts", s."Name");
        """;
}
