using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Appends to a case's history. The caller holds the case's stream lock, so a chain has one writer.</summary>
public sealed class CaseTimeline(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Stages the next event and moves the chain head of the case.</summary>
    public CaseEvent Append(Case @case, Signature by, string type, JsonObject data)
    {
        var at = clock.GetUtcNow();
        var json = data.ToJsonString(EventHash.Json);
        var seq = @case.LastSeq + 1;
        var entry = new CaseEvent
        {
            CaseNumber = @case.Number, Seq = seq, At = at, Actor = by.Actor, ActorName = by.Name, Role = by.Role, Unit = by.Unit,
            Type = type, Data = json, PreviousHash = @case.LastHash,
            Hash = EventHash.Of(@case.Number, seq, at, by, type, json, @case.LastHash),
        };
        (@case.LastSeq, @case.LastHash) = (seq, entry.Hash);
        db.CaseEvents.Add(entry);
        return entry;
    }
}

/// <summary>Who stands in the history beside an act.</summary>
public sealed record Signature(string Actor, string Name, string Role, string Unit)
{
    public static readonly Signature System = new("system", "系统", "system", "");
}
