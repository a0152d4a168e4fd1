using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>What one step of a case did, whoever ran it. Ids of child instances' activities are prefixed with their definition.</summary>
internal sealed record Observed(
    string Status, string SubStatus, string[] Waiting, string[] Out, IReadOnlyList<ObservedEntry> Entries, string[] Incidents, JsonObject Variables, JsonObject Output, string[] Children);

internal sealed record ObservedEntry(string Activity, string Run, JournalEvent Event, IReadOnlyList<string> Outcomes);

/// <summary>Something that runs a recorded case.</summary>
internal interface IRecordedHost
{
    Task<Observed> StartAsync(RecordedCase recorded);

    /// <summary>Resumes the oldest bookmark of an activity; null when there is none.</summary>
    Task<Observed?> ResumeAsync(string activity, JsonNode? result);
}
