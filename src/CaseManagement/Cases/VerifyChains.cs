using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Walks every case's history and recomputes its chain (AK-19a, X-AUD-1). Behind <c>GET /api/v1/audit/verify</c> and <c>./hcp audit verify</c>.</summary>
public sealed record VerifyChains : IRequest<Result<ChainReport>>;

/// <param name="Ok">Every chain holds.</param>
/// <param name="Cases">Cases walked.</param>
/// <param name="Events">Events walked.</param>
/// <param name="Broken">The first broken link.</param>
public sealed record ChainReport(bool Ok, int Cases, long Events, BrokenLink? Broken);

/// <summary>Where a chain breaks and how, in words for a person.</summary>
public sealed record BrokenLink(string CaseNumber, long Seq, string Reason, string Expected, string Found);

internal sealed class VerifyChainsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<VerifyChains, Result<ChainReport>>
{
    private const int Batch = 200;

    public async Task<Result<ChainReport>> Handle(VerifyChains request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Audit)) return HttpRefusals.NotAllowed;
        var (cases, events, last) = (0, 0L, "");
        if (await OrphanAsync(cancellationToken) is { } orphan) return new ChainReport(false, 0, 0, orphan);
        while (true)
        {
            var heads = await db.Cases.AsNoTracking().Where(c => c.Number.CompareTo(last) > 0).OrderBy(c => c.Number).Take(Batch)
                .Select(c => new Head(c.Number, c.LastSeq, c.LastHash)).ToListAsync(cancellationToken);
            if (heads.Count == 0) return new ChainReport(true, cases, events, null);
            var numbers = heads.ConvertAll(h => h.Number);
            var history = (await db.CaseEvents.AsNoTracking().Where(e => numbers.Contains(e.CaseNumber)).OrderBy(e => e.Seq).ToListAsync(cancellationToken)).ToLookup(e => e.CaseNumber);
            foreach (var head in heads)
            {
                cases++;
                events += history[head.Number].Count();
                if (Break(head, history[head.Number]) is { } broken) return new ChainReport(false, cases, events, broken);
            }
            last = numbers[^1];
        }
    }

    private static BrokenLink? Break(Head head, IEnumerable<CaseEvent> history)
    {
        var (seq, hash) = (0L, "");
        foreach (var entry in history)
        {
            if (entry.Seq != seq + 1) return new BrokenLink(head.Number, seq + 1, "缺少这一条记录。", $"{seq + 1}", $"{entry.Seq}");
            if (entry.PreviousHash != hash) return new BrokenLink(head.Number, entry.Seq, "与上一条记录不相连。", hash, entry.PreviousHash);
            var by = new Signature(entry.Actor, entry.ActorName, entry.Role, entry.Unit);
            var computed = EventHash.Of(head.Number, entry.Seq, entry.At, by, entry.Type, entry.Data, hash);
            if (entry.Hash != computed) return new BrokenLink(head.Number, entry.Seq, "内容被改动，与其校验值不符。", computed, entry.Hash);
            (seq, hash) = (entry.Seq, entry.Hash);
        }
        return seq == head.Seq && hash == head.Hash ? null : new BrokenLink(head.Number, seq + 1, "历史的末尾与工单上的链头不符。", $"{head.Seq} {head.Hash}", $"{seq} {hash}");
    }

    // A case that was taken away leaves its history behind.
    private async Task<BrokenLink?> OrphanAsync(CancellationToken cancellationToken) =>
        await db.CaseEvents.AsNoTracking().Where(e => !db.Cases.Any(c => c.Number == e.CaseNumber)).OrderBy(e => e.CaseNumber).ThenBy(e => e.Seq)
            .Select(e => new BrokenLink(e.CaseNumber, e.Seq, "有历史而没有工单。", e.CaseNumber, "")).FirstOrDefaultAsync(cancellationToken);

    private sealed record Head(string Number, long Seq, string Hash);
}
