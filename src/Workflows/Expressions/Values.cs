using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>
/// Values between JSON, .NET and text. A value that does not fit the wanted type becomes that type's default, never an error:
/// so does Elsa, and definitions rely on it.
/// </summary>
internal static class Values
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON scalar as its .NET value; objects and arrays stay nodes.</summary>
    public static object? FromJson(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => node.Deserialize<string>(),
        JsonValueKind.Number => Number(node.ToJsonString()),
        _ => node,
    };

    /// <summary>A copy of a value as JSON.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        double number when !double.IsFinite(number) => null,
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Json),
    };

    /// <summary>The value as a person would read it: <c>True</c>, <c>1.50</c>, <c>{"a":1}</c>.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        JsonValue scalar => Text(FromJson(scalar)),
        JsonNode node => node.ToJsonString(Json),
        DateTimeOffset or DateTime or DateOnly => ToJson(value)!.Deserialize<string>()!,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "True" : "False",
        _ => ToJson(value)!.ToJsonString(Json),
    };

    public static string JsonText(JsonNode? node) => node?.ToJsonString(Json) ?? "null";

    public static T? To<T>(object? value) => (T?)Convert(value, typeof(T));

    public static object? Convert(object? value, Type wanted)
    {
        if (value is JsonValue scalar) value = FromJson(scalar);
        if (value is null) return Default(wanted);
        if (wanted.IsInstanceOfType(value)) return value;

        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        if (type.IsInstanceOfType(value)) return value;
        if (type == typeof(string)) return Text(value);
        if (typeof(JsonNode).IsAssignableFrom(type)) return Node(value, type);
        if (type.IsEnum) return Enum.TryParse(type, Text(value), ignoreCase: true, out var named) ? named : Default(wanted);
        if (IsScalar(type)) return Scalar(value, type) ?? Default(wanted);
        return Structure(value, type);
    }

    /// <summary>Whether a text is a value of the wanted type; a type that is no scalar takes any text.</summary>
    public static bool Fits(string text, Type wanted)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        return type.IsEnum ? Enum.TryParse(type, text, ignoreCase: true, out _) : !IsScalar(type) || Scalar(text, type) is not null;
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsScalar(Type type) => type.IsPrimitive || type == typeof(decimal) || type == typeof(DateTimeOffset)
        || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeSpan) || type == typeof(Guid);

    private static object? Scalar(object value, Type type)
    {
        var text = Text(value).Trim();
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : value is not string && decimal.TryParse(text, NumberStyles.Float, culture, out var n) ? n != 0 : null;
        if (type == typeof(DateTimeOffset))
            // A time without an offset is meant as UTC, whatever the host's zone.
            return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
        if (type == typeof(DateTime)) return DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
        if (type == typeof(DateOnly)) return DateOnly.TryParse(text, culture, out var date) ? date : null;
        if (type == typeof(TimeSpan)) return TimeSpan.TryParse(text, culture, out var span) ? span : null;
        if (type == typeof(Guid)) return Guid.TryParse(text, out var guid) ? guid : null;
        if (value is bool yes) return System.Convert.ChangeType(yes ? 1 : 0, type, culture);
        if (type == typeof(double) || type == typeof(float))
            return double.TryParse(text, NumberStyles.Float, culture, out var real) ? System.Convert.ChangeType(real, type, culture) : null;
        return Exact(value, text, type, culture);
    }

    // As .NET converts: a number is rounded half to even, a text with a fraction is no whole number.
    private static object? Exact(object value, string text, Type type, CultureInfo culture)
    {
        var style = value is string && type != typeof(decimal) ? NumberStyles.Integer : NumberStyles.Float;
        if (!decimal.TryParse(text, style, culture, out var number)) return null;
        try
        {
            return System.Convert.ChangeType(number, type, culture);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private static JsonNode? Node(object value, Type type)
    {
        var node = value is string text ? Parse(text) ?? JsonValue.Create(text) : ToJson(value);
        return type.IsInstanceOfType(node) ? node : null;
    }

    private static object? Structure(object value, Type type)
    {
        try
        {
            var node = value is string text ? Parse(text) ?? JsonValue.Create(text) : ToJson(value);
            // One value where a list is wanted is a list of one.
            if (node is JsonValue && type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)) node = new JsonArray(node);
            return node.Deserialize(type, Json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The JSON in a text, or null when it holds none.</summary>
    public static JsonNode? Parse(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '[' or '"')) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object Number(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var small)) return small;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var large)) return large;
        return decimal.TryParse(text, NumberStyles.Number, culture, out var exact) ? exact : double.Parse(text, NumberStyles.Float, culture);
    }
}
