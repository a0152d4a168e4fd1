using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>JSON as api.md has it: camelCase, instants with an offset, and strict reading: a wrong type, a null or a missing value where one is needed is malformed.</summary>
public static partial class HttpJson
{
    /// <summary>The form of answers that are kept for a repeated call.</summary>
    internal static readonly JsonSerializerOptions Stored = Made();

    /// <summary>Sets the conventions on the options of the endpoints.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Chinese and + stay readable; our JSON is never part of a page
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Relax);
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        return options;
    }

    // Needed is what is neither nullable nor has a default. Writing is never refused for a null.
    private static void Relax(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: true }) property.IsRequired = false;
            if (!property.PropertyType.IsValueType) property.IsGetNullable = true;
        }
    }

    /// <summary>Nobody writes them: they come from a broken sender, or to deceive a terminal or a database.</summary>
    internal static bool HasControl(string text) => text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    /// <summary>The pointers of the texts below this node that hold control characters.</summary>
    internal static IEnumerable<string> ControlIn(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => fields.SelectMany(f => HasControl(f.Key) ? [pointer] : ControlIn(f.Value, $"{pointer}/{Escaped(f.Key)}")),
        JsonArray items => items.SelectMany((item, i) => ControlIn(item, $"{pointer}/{i}")),
        JsonValue value => value.TryGetValue<string>(out var text) && HasControl(text) ? [pointer] : [],
        _ => [],
    };

    /// <summary>What to say of a body that could not be read.</summary>
    internal static Refusal RefusalOf(JsonException exception, Refusal malformed) =>
        exception.Message == TextConverter.ControlCharacters ? HttpRefusals.ControlCharacters(PointerOf(exception.Path)) : malformed with { Errors = ErrorsOf(exception) };

    /// <summary>The wrong fields of a body that could not be read, as JSON pointers (RFC 6901).</summary>
    private static IReadOnlyList<FieldError> ErrorsOf(JsonException exception)
    {
        var at = PointerOf(exception.Path);
        var missing = MissingProperties().Match(exception.Message);
        return missing.Success
            ? [.. QuotedName().Matches(missing.Value).Select(name => new FieldError($"{at}/{Escaped(name.Groups[1].Value)}", "缺少这一项。"))]
            : [new FieldError(at, exception.Message == InstantConverter.NoOffset ? "请写带时区的时刻，如 2025-03-03T10:00:00+08:00。" : exception.LineNumber is { } line && exception.BytePositionInLine is { } position
                ? $"内容或类型不对（{(line == 0 ? "" : $"第 {line + 1} 行")}第 {position + 1} 字节附近）。"
                : "内容或类型不对。")];
    }

    /// <summary><c>$.rater['a b'][0]</c> becomes <c>/rater/a b/0</c>.</summary>
    private static string PointerOf(string? path) =>
        string.Concat(PathPart().Matches(path ?? "").Select(part => "/" + Escaped(part.Groups.Values.Skip(1).First(g => g.Success).Value)));

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"\.([^.\[]+)|\['((?:[^'])*)'\]|\[(\d+)\]")]
    private static partial Regex PathPart();

    [GeneratedRegex("missing required properties including: .*")]
    private static partial Regex MissingProperties();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedName();

    private sealed class TextConverter : JsonConverter<string>
    {
        internal const string ControlCharacters = "Expected a text without control characters.";

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Clean(ref reader) : throw new JsonException();

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Clean(ref reader);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

        private static string Clean(ref Utf8JsonReader reader)
        {
            string text;
            try { text = reader.GetString()!; }
            catch (InvalidOperationException half) { throw new JsonException(null, half); } // half of a pair of surrogates is no character
            return HasControl(text) ? throw new JsonException(ControlCharacters) : text;
        }
    }

    // Without an offset an instant would depend on the zone of the machine.
    private sealed partial class InstantConverter : JsonConverter<DateTimeOffset>
    {
        internal const string NoOffset = "Expected an instant with an offset.";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && Offset().IsMatch(text) && reader.TryGetDateTimeOffset(out var instant)
                ? instant
                : throw new JsonException(NoOffset);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToChina().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));

        [GeneratedRegex(@"T.*(?:Z|[+-]\d{2}:\d{2})$")]
        private static partial Regex Offset();
    }
}
