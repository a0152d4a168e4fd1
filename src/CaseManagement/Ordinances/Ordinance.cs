using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>One version of a place's rule pack (规则包), read once and never changed: everything in which the ordinances differ.</summary>
public sealed class Ordinance
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private readonly JsonObject _raw;

    private Ordinance(JsonObject raw, Content content)
    {
        _raw = raw;
        Meta = content.Meta;
        Calendar = content.Calendar;
        Counting = content.Counting;
        Roles = content.Roles;
        Routing = content.Routing;
        Channels = content.Channels;
        Rating = content.Rating;
        Timers = content.Timers;
        Case = content.Case;
        Data = content.Data;
        Appeal = content.Appeal ?? new AppealRules();
        FollowUp = content.FollowUp ?? new FollowUpRules();
        Accountability = content.Accountability ?? new AccountabilityRules();
        SpotCheck = content.SpotCheck;
        Reminders = content.Reminders ?? [];
        MaliciousRegister = content.MaliciousRegister ?? new();
        Services = content.Services ?? new();
    }

    public string Code => Meta.Id;
    public string Version => Meta.Version;
    public PackMeta Meta { get; }
    public CalendarSettings Calendar { get; }
    public CountingSettings Counting { get; }
    public IReadOnlyList<PackRole> Roles { get; }
    public PackRouting Routing { get; }
    public IReadOnlyList<PackChannel> Channels { get; }
    public RatingRules Rating { get; }
    public IReadOnlyDictionary<string, PackTimer> Timers { get; }
    public PackCase Case { get; }
    public PackData Data { get; }
    public AppealRules Appeal { get; }
    public FollowUpRules FollowUp { get; }
    public AccountabilityRules Accountability { get; }
    public SpotCheckRules? SpotCheck { get; }
    public IReadOnlyList<ReminderRule> Reminders { get; }
    public MaliciousRegisterRules MaliciousRegister { get; }
    public ServiceRules Services { get; }

    /// <summary>The whole pack as JSON, shared by all readers: clone it before changing anything.</summary>
    public JsonObject Raw => _raw;

    /// <summary>Reads a pack that its schema has accepted.</summary>
    public static Ordinance Parse(JsonObject pack)
    {
        var own = (JsonObject)pack.DeepClone();
        Materialise(own);
        return new Ordinance(own, own.Deserialize<Content>(Format) ?? throw new InvalidOperationException("Expected a pack, but the JSON is null."));
    }

    /// <summary>The timer with this id. Naming one the pack does not have is a mistake of a definition.</summary>
    public PackTimer Timer(string id) => Timers.TryGetValue(id, out var timer)
        ? timer
        : throw new InvalidOperationException($"Expected timer '{id}' in pack {Code} {Version}, but it has {string.Join(", ", Timers.Keys)}.");

    /// <summary>The counting rules of a timer: its own, then the pack's, then the Civil Code's.</summary>
    public CountingSettings CountingOf(PackTimer timer) => (timer.Counting ?? new()).Over(Counting).Over(CountingSettings.CivilCode);

    /// <summary>The role with this code, or null.</summary>
    public PackRole? Role(string code) => Roles.FirstOrDefault(r => r.Code == code);

    /// <summary>The channel with this code, or null.</summary>
    public PackChannel? Channel(string code) => Channels.FirstOrDefault(c => c.Code == code);

    /// <summary>The value at a dotted path such as <c>case.extension.maxTimes</c>; a timer id keeps its own dots (<c>timers.case.general.limit</c>). Null when there is none.</summary>
    public JsonNode? Read(string path)
    {
        JsonNode? node = _raw;
        foreach (var step in PackPath.Split(path, Timers.Keys))
        {
            node = node switch
            {
                JsonObject fields => fields[step],
                JsonArray items when int.TryParse(step, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
            if (node is null) return null;
        }
        return node?.DeepClone();
    }

    // A JSON node fills itself on first reading, which two readers at once must not do.
    private static void Materialise(JsonNode? node)
    {
        if (node is JsonObject fields) foreach (var field in fields) Materialise(field.Value);
        if (node is JsonArray items) foreach (var item in items) Materialise(item);
    }

    private sealed record Content(
        PackMeta Meta, CalendarSettings Calendar, CountingSettings Counting, IReadOnlyList<PackRole> Roles, PackRouting Routing, IReadOnlyList<PackChannel> Channels,
        RatingRules Rating, IReadOnlyDictionary<string, PackTimer> Timers, PackCase Case, PackData Data,
        AppealRules? Appeal = null, FollowUpRules? FollowUp = null, AccountabilityRules? Accountability = null, SpotCheckRules? SpotCheck = null,
        IReadOnlyList<ReminderRule>? Reminders = null, MaliciousRegisterRules? MaliciousRegister = null, ServiceRules? Services = null);
}
