using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What the pack of a place says about receiving ratings.</summary>
internal sealed class RatingRules
{
    private static readonly ConditionalWeakTable<JsonObject, RatingRules> Read = [];
    private static readonly string[] ClosingExpiries = ["closeWindow", "applyRatingExpiry"];

    private RatingRules(JsonObject pack)
    {
        Rating = pack["rating"].Deserialize<RatingPart>(JsonSerializerOptions.Web)!;
        Channels = pack["channels"].Deserialize<List<ChannelRule>>(JsonSerializerOptions.Web)!.ToDictionary(c => c.Code);
        RatedObjects = pack["scope"]?["ratedObjects"].Deserialize<List<string>>() ?? [];
        ResponsibleContactRequired = pack["scope"]?["responsibleContactRequired"]?.GetValue<bool>() ?? false;
        OpensCaseOnBadRating = pack["case"]?["openOn"]?.AsArray().Any(e => e!.GetValue<string>() == "badRating") ?? false;
        WindowTimers = [.. pack["timers"]!.AsObject()
            .Where(t => t.Value!["anchor"]!.GetValue<string>() == "serviceCompleted" && ClosingExpiries.Contains(t.Value["onExpiry"]?.GetValue<string>()))
            .Select(t => t.Key)];
    }

    public static RatingRules Of(JsonObject pack) => Read.GetValue(pack, p => new RatingRules(p));

    public RatingPart Rating { get; }
    public IReadOnlyDictionary<string, ChannelRule> Channels { get; }
    public IReadOnlyList<string> RatedObjects { get; }
    public bool ResponsibleContactRequired { get; }
    public bool OpensCaseOnBadRating { get; }
    /// <summary>Timers from the completed service that end the right to rate, such as <c>rating.supplementary</c>.</summary>
    public IReadOnlyList<string> WindowTimers { get; }

    public LevelRule? Level(string code) => Rating.Levels.FirstOrDefault(l => l.Code == code);

    /// <summary>May this be rated in a service of this mode (AK-7-2)? <c>both</c> needs both of its parts.</summary>
    public bool Allows(string target, string mode) => PartsOf(target).All(part => Rating.Targets.Any(t => t.Target == part && t.Modes.Contains(mode)));

    /// <summary>The rules of frequency that an act of rating this target in this mode must obey.</summary>
    public IEnumerable<FrequencyRule> FrequencyOf(string target, string mode) =>
        Rating.Frequency.Where(f => (f.Modes is null || f.Modes.Contains(mode)) && (f.Target == "service" || PartsOf(target).Contains(f.Target)));

    /// <summary><c>both</c> is item and staff in one act.</summary>
    public static IReadOnlyList<string> PartsOf(string target) => target == "both" ? ["item", "staff"] : [target];

    internal sealed record RatingPart(
        string Identity, IReadOnlyList<LevelRule> Levels, IReadOnlyList<TargetRule> Targets, IReadOnlyList<string> ReasonRequired, IReadOnlyList<FrequencyRule> Frequency,
        string? Publicity, string? LateRating, BatchRule? Batch, string? Theme, ConsultationRule? Consultation, bool FreeText = true, IReadOnlyList<string>? ContentDimensions = null);

    internal sealed record LevelRule(string Code, string Name, string Polarity);

    internal sealed record TargetRule(string Target, IReadOnlyList<string> Modes);

    internal sealed record FrequencyRule(string Target, string Per, int Max, IReadOnlyList<string>? Modes = null);

    internal sealed record BatchRule(bool Enabled, int Min, bool SameItem, IReadOnlyList<string> Modes, string? CasesPerBadBatch);

    /// <summary>What may be rated of a consultation; a pack without this rule treats it as any matter.</summary>
    internal sealed record ConsultationRule(IReadOnlyList<string>? Online, IReadOnlyList<string>? Hall);

    internal sealed record ChannelRule(string Code, string Name, string Kind, bool Enabled);
}
