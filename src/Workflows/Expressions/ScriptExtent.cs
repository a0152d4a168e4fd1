using System.Globalization;
using Jint.Native;
using Jint.Native.Array;
using Jint.Runtime;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>How large a value of a script would be as a text, and a text as a value.</summary>
internal static class ScriptExtent
{
    private const int MaxDepth = 64; // what is deeper contains itself; the interpreter says so

    /// <summary>The bytes of a value as JSON, about; stops as soon as the budget does.</summary>
    public static long Of(JsValue value, ScriptBudget budget) => Of(value, budget, 0);

    private static long Of(JsValue value, ScriptBudget budget, int depth)
    {
        budget.Steps(1);
        if (value.IsString()) return Counted(2L * value.AsString().Length, budget);
        if (!value.IsObject() || depth > MaxDepth) return 16;
        var source = value.AsObject();
        long bytes = 4;
        if (source is ArrayInstance)
        {
            var length = TypeConverter.ToNumber(source.Get("length"));
            budget.Items(length);
            for (var i = 0; i < length; i++) bytes = Counted(bytes + 2 + Of(source.Get(i.ToString(CultureInfo.InvariantCulture)), budget, depth + 1), budget);
            return bytes;
        }

        foreach (var (name, property) in source.GetOwnProperties())
            if (property.Enumerable == true) bytes = Counted(bytes + 2L * name.Length + 8 + Of(source.Get(name), budget, depth + 1), budget);
        return bytes;
    }

    private static long Counted(long bytes, ScriptBudget budget)
    {
        budget.Expect(bytes);
        return bytes;
    }

    /// <summary>How many values a JSON text holds at most, and how deep they are.</summary>
    public static (long Values, int Depth) OfJson(string text)
    {
        var (values, depth, deepest, inText) = (1L, 0, 0, false);
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '\\' when inText: i++; break;
                case '"': inText = !inText; break;
                case ',' when !inText: values++; break;
                case '[' or '{' when !inText:
                    values++;
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case ']' or '}' when !inText: depth--; break;
                default: break;
            }

        return (values, deepest);
    }
}
