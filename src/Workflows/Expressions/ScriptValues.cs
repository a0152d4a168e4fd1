using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Date;
using Jint.Native.Object;
using Jint.Runtime;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>Values between the engine and scripts: JSON reaches a script as native objects and arrays, instants as dates.</summary>
internal static class ScriptValues
{
    private const int MaxDepth = 48; // in a row, inside what a row adds
    private const long MaxExactInteger = 1L << 53;

    public static JsValue ToScript(Engine engine, object? value) => value switch
    {
        null => JsValue.Null,
        JsonNode node => ToScript(engine, node),
        string text => new JsValue(text),
        bool flag => new JsValue(flag),
        DateTimeOffset instant => engine.Date.Construct(instant),
        DateTime time => engine.Date.Construct(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        int or long or short or float or double or decimal => new JsValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ToScript(engine, Values.ToJson(value)),
    };

    private static JsValue ToScript(Engine engine, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var made = engine.Object.Construct(Arguments.Empty);
                foreach (var (name, value) in json) made.FastAddProperty(name, ToScript(engine, value), true, true, true);
                return made;
            case JsonArray array:
                var list = (ArrayInstance)engine.Array.Construct(Arguments.Empty);
                if (array.Count > 0) engine.Array.PrototypeObject.Push(list, [.. array.Select(item => ToScript(engine, item))]);
                return list;
            default:
                return ToScript(engine, Values.FromJson(node));
        }
    }

    /// <summary>A script's value as .NET scalar or JSON.</summary>
    public static object? FromScript(JsValue value)
    {
        if (value.IsNull() || value.IsUndefined()) return null;
        if (value.IsBoolean()) return value.AsBoolean();
        if (value.IsString()) return value.AsString();
        if (value.IsNumber())
        {
            // An integer stays one, so that 3 does not become 3.0 on its way.
            var number = value.AsNumber();
            if (number != Math.Floor(number) || Math.Abs(number) > MaxExactInteger) return number;
            if (number is >= int.MinValue and <= int.MaxValue) return (int)number;
            return (long)number;
        }

        return value.AsObject() is DateInstance date ? Instant(date) : ToJson(value, 0);
    }

    private static JsonNode? ToJson(JsValue value, int depth)
    {
        if (depth > MaxDepth) throw new ExpressionException($"Expected a value of at most {MaxDepth} levels from the script, but it is deeper or contains itself.");
        ScriptBudget.Current?.Steps(1);
        ScriptBudget.Current?.Expect(0);
        if (!value.IsObject() || value.AsObject() is DateInstance) return Values.ToJson(FromScript(value));
        var source = value.AsObject();
        if (source is ArrayInstance)
        {
            var length = TypeConverter.ToNumber(source.Get("length"));
            if (length > ScriptBudget.MaxItems) throw ScriptBudget.Over($"处理的列表超过 {ScriptBudget.MaxItems} 项");
            return new JsonArray([.. Enumerable.Range(0, (int)length).Select(i => ToJson(source.Get(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), depth + 1))]);
        }

        if (source.Class is "Function" or "RegExp") return Values.ToJson(source.ToString());
        if (source.Class is "String" or "Number" or "Boolean") return Values.ToJson(FromScript(TypeConverter.ToPrimitive(value)));
        var made = new JsonObject();
        foreach (var (name, property) in source.GetOwnProperties())
            if (property.Enumerable == true && source.Get(name) is var inner && !inner.IsUndefined() && !(inner.IsObject() && inner.AsObject().Class == "Function"))
                made[name] = ToJson(inner, depth + 1);
        return made;
    }

    /// <summary>A number without fraction as the integer it is, so that <c>3</c> does not become <c>3.0</c> on its way.</summary>
    private static DateTimeOffset? Instant(DateInstance date) =>
        double.IsNaN(date.PrimitiveValue) ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)date.PrimitiveValue);

    /// <summary>A script's value as JSON text.</summary>
    public static string Stringify(JsValue value) => Values.JsonText(Values.ToJson(FromScript(value)));
}
