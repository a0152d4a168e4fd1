using System.Globalization;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The running number of a place's cases on one local day, moved on in the transaction that opens the case: no gap, no double.</summary>
public sealed class CaseCounter
{
    public required string Region { get; init; }
    /// <summary>Local day in China.</summary>
    public required DateOnly Day { get; init; }
    public required int Last { get; set; }

    /// <summary>Stages the next number of the place and day: <c>AK20250303000001</c>.</summary>
    internal static async Task<string> NextAsync(CaseDbContext db, StoreDialect store, string region, DateOnly day, CancellationToken cancellationToken)
    {
        // Held until the case is committed: the next number waits for this one, so that a rollback leaves no gap.
        await store.HoldAsync(db, $"caseNumber {region} {day:yyyyMMdd}", cancellationToken);
        // Found in the context first: a bulk opens several cases in one transaction.
        var counter = await db.FindAsync<CaseCounter>([region, day], cancellationToken);
        if (counter is null) db.Add(counter = new CaseCounter { Region = region, Day = day, Last = 0 });
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{region}{day:yyyyMMdd}{counter.Last:D6}");
    }
}

internal sealed class CaseCounterConfiguration : IEntityTypeConfiguration<CaseCounter>
{
    public void Configure(EntityTypeBuilder<CaseCounter> builder) => builder.ToTable("CaseCounters").HasKey(c => new { c.Region, c.Day });
}
