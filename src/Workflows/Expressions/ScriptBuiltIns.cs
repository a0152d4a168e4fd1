using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>
/// Puts bounds to what one call of a built-in function may do: the statements of a script are counted, what goes on inside such a call is not.
/// Only those a script can reach are set up; making all of them would cost more than most scripts.
/// </summary>
internal sealed class ScriptBuiltIns
{
    private const int ItemBytes = 400; // an item of a list with all that belongs to it, measured
    private const int MatchBytes = 1_500; // what one match of a pattern gives
    private const int EscapedBytes = 24; // a character as %XX%XX%XX, and once more while it is made
    private const int MaxNesting = 64;
    // By these a script comes to functions it does not name.
    private static readonly string[] Detours = ["prototype", "__proto__", "getPrototypeOf", "getOwnPropertyDescriptor", "constructor"];

    private readonly Engine _engine;
    private readonly ScriptBudget _budget;
    private readonly ScriptPatterns _patterns;
    private readonly Func<string, bool> _reaches;
    private int _joining;

    private delegate JsValue BuiltIn(JsValue self, JsValue[] arguments);

    private ScriptBuiltIns(Engine engine, ParsedScript script, ScriptBudget budget)
    {
        (_engine, _budget, _patterns) = (engine, budget, new ScriptPatterns(engine));
        var any = script.HasComputedNames || script.Names.Overlaps(Detours);
        _reaches = name => any || script.Names.Contains(name);
    }

    public static void Install(Engine engine, ParsedScript script, ScriptBudget budget)
    {
        var made = new ScriptBuiltIns(engine, script, budget);
        if (script.HasPatterns) engine.Global.FastAddProperty(ScriptMeter.MakesRegExp, made.Function((_, a) => made._patterns.Make(a[0].AsString())), false, false, false);
        made.Lists(engine.Array.PrototypeObject);
        made.Texts(engine.String.PrototypeObject);
        foreach (var name in (string[])["test", "exec"]) made.Bound(engine.RegExp.PrototypeObject, name, (self, a, plain) => made._patterns.Match(self, () => plain(self, a)));
        made.Json(engine.Json);
        made.Escapes(engine.Global);
        made.Codes(engine);
    }

    private void Lists(ObjectInstance lists)
    {
        // Always: a list becomes a text by it without its name being there.
        Bound(lists, "join", (self, a, plain) => self.IsNull() || self.IsUndefined() ? plain(self, a) : Join(self, a), always: true);
        foreach (var name in (string[])["toLocaleString", "reverse", "shift", "slice", "splice", "unshift", "indexOf", "lastIndexOf", "every", "some", "forEach", "map", "filter", "reduce", "reduceRight"])
            Bound(lists, name, (self, a, plain) =>
            {
                _budget.Items(LengthOf(self));
                return plain(self, a);
            });
        Bound(lists, "sort", (self, a, plain) =>
        {
            var length = LengthOf(self);
            _budget.Items(length);
            _budget.Steps((long)(length * Math.Log2(length + 1)));
            return plain(self, a);
        });
        Bound(lists, "concat", (self, a, plain) =>
        {
            _budget.Items(a.Append(self).Sum(item => item.IsArray() ? LengthOf(item) : 1));
            return plain(self, a);
        });
        Bound(_engine.Function.PrototypeObject, "apply", (self, a, plain) =>
        {
            if (a.Length > 1 && a[1].IsObject()) _budget.Items(LengthOf(a[1]));
            return plain(self, a);
        });
    }

    private void Texts(ObjectInstance texts)
    {
        Bound(texts, "concat", (self, a, plain) =>
        {
            var all = a.Prepend(self).Select(TypeConverter.ToString).ToList();
            _budget.Expect(2 * all.Sum(text => (long)text.Length));
            return string.Concat(all);
        });
        Bound(texts, "split", (self, a, plain) =>
        {
            var text = TypeConverter.ToString(self);
            if (a.Length == 0 || a[0].IsUndefined()) return plain(self, a);
            if (ScriptPatterns.Guard(a[0]) is { } pattern) return _patterns.Timed(() =>
            {
                Many(pattern.Value.Count(text) * Math.Max(1L, pattern.Value.GetGroupNumbers().Length), ItemBytes);
                return plain(text, a);
            });
            var by = TypeConverter.ToString(a[0]);
            Many(by.Length == 0 ? text.Length : Occurrences(text, by), ItemBytes);
            return plain(text, [by, .. a.Skip(1)]);
        });
        Bound(texts, "match", (self, a, plain) =>
        {
            var text = TypeConverter.ToString(self);
            var pattern = _patterns.Of(a);
            return _patterns.Timed(() =>
            {
                if (pattern.Global) Many(pattern.Value.Count(text), MatchBytes);
                return plain(text, [pattern]);
            });
        });
        Bound(texts, "search", (self, a, plain) =>
        {
            var text = TypeConverter.ToString(self);
            var pattern = _patterns.Of(a);
            return _patterns.Timed(() => plain(text, [pattern]));
        });
        Bound(texts, "replace", (self, a, plain) => Replace(TypeConverter.ToString(self), a, plain));
    }

    private JsValue Join(JsValue self, JsValue[] arguments)
    {
        var list = TypeConverter.ToObject(_engine, self);
        var length = LengthOf(self);
        _budget.Items(length);
        var between = arguments.Length == 0 || arguments[0].IsUndefined() ? "," : TypeConverter.ToString(arguments[0]);
        if (++_joining > MaxNesting) throw ScriptBudget.TooDeep(MaxNesting);
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            var item = list.Get(i.ToString(CultureInfo.InvariantCulture));
            var piece = item.IsNull() || item.IsUndefined() ? "" : TypeConverter.ToString(item);
            // The builder's memory was counted as it grew; the text made of it is still to come.
            _budget.Expect(2L * (text.Length + 2L * (between.Length + piece.Length)));
            if (i > 0) text.Append(between);
            text.Append(piece);
        }

        _joining--;
        return text.ToString();
    }

    private JsValue Replace(string text, JsValue[] arguments, BuiltIn plain)
    {
        var what = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
        var by = arguments.Length > 1 ? arguments[1] : JsValue.Undefined;
        var isFunction = by.IsObject() && by.AsObject() is ICallable;
        if (!isFunction) by = TypeConverter.ToString(by);
        if (ScriptPatterns.Guard(what) is not { } pattern)
        {
            var once = TypeConverter.ToString(what);
            if (!isFunction) Grow(text, by.AsString(), times: 1);
            return plain(text, [once, by]);
        }

        return _patterns.Timed(() =>
        {
            var times = pattern.Global ? pattern.Value.Count(text) : 1;
            Many(times, MatchBytes);
            if (!isFunction)
            {
                Grow(text, by.AsString(), times);
                return plain(text, [what, by]);
            }

            // What the function gives is counted as it comes.
            var (given, made) = ((ICallable)by.AsObject(), 0L);
            return plain(text, [what, Function((self, a) =>
            {
                var piece = TypeConverter.ToString(given.Call(self, a));
                _budget.Expect(4 * (made += piece.Length));
                return piece;
            })]);
        });
    }

    // $& and $1 give at most the text once over all matches, $` and $' at most the whole of it at each.
    private void Grow(string text, string by, long times)
    {
        long whole = 0, parts = 0;
        for (var i = 0; i + 1 < by.Length; i++)
            if (by[i] == '$') _ = by[i + 1] is '`' or '\'' ? whole++ : parts++;
        _budget.Expect(4 * (text.Length + times * by.Length + (times * whole + parts) * text.Length));
    }

    private void Json(ObjectInstance json)
    {
        Bound(json, "stringify", (self, a, plain) =>
        {
            if (a.Length > 0) _budget.Expect(4 * ScriptExtent.Of(a[0], _budget));
            return plain(self, a);
        });
        Bound(json, "parse", (self, a, plain) =>
        {
            var text = a.Length > 0 ? TypeConverter.ToString(a[0]) : "undefined";
            var (values, depth) = ScriptExtent.OfJson(text);
            if (depth > MaxNesting) throw ScriptBudget.TooDeep(MaxNesting);
            Many(values, ItemBytes);
            return plain(self, [text, .. a.Skip(1)]);
        });
    }

    private void Escapes(ObjectInstance global)
    {
        foreach (var name in (string[])["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "escape", "unescape"])
            Bound(global, name, (self, a, plain) =>
            {
                var text = TypeConverter.ToString(a.Length > 0 ? a[0] : JsValue.Undefined);
                _budget.Expect((long)EscapedBytes * text.Length);
                return plain(self, [text]);
            });
    }

    /// <summary>A script made by a script would be neither checked nor counted.</summary>
    private void Codes(Engine engine)
    {
        JsValue No(JsValue self, JsValue[] arguments, BuiltIn plain) => throw new ScriptLimitException("脚本中不能使用 eval 和 Function 构造函数，请直接写出要执行的代码。");
        Bound(engine.Global, "eval", No);
        if (!_reaches("Function") && !_reaches("constructor")) return;
        var made = Function((self, a) => No(self, a, null!));
        made.FastAddProperty("prototype", engine.Function.PrototypeObject, false, false, false);
        engine.Global.FastSetProperty("Function", new PropertyDescriptor(made, true, false, true));
        engine.Function.PrototypeObject.FastSetProperty("constructor", new PropertyDescriptor(made, true, false, true));
    }

    private void Bound(ObjectInstance owner, string name, Func<JsValue, JsValue[], BuiltIn, JsValue> act, bool always = false)
    {
        if (!always && !_reaches(name)) return;
        if (owner.Get(name) is not { } known || !known.IsObject() || known.AsObject() is not ICallable plain) return;
        var length = (int)TypeConverter.ToInteger(known.AsObject().Get("length"));
        owner.FastSetProperty(name, new PropertyDescriptor(Function((self, a) => act(self, a, plain.Call), length), true, false, true));
    }

    private ClrFunctionInstance Function(Func<JsValue, JsValue[], JsValue> act, int length = 0) => new(_engine, act, length);

    private void Many(long count, int bytes)
    {
        _budget.Items(count);
        _budget.Expect(count * bytes);
    }

    private static int Occurrences(string text, string part)
    {
        var found = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) found++;
        return found;
    }

    /// <summary>How many items something list-like has. What answers differently each time it is asked is none.</summary>
    private static double LengthOf(JsValue list)
    {
        if (list.IsString()) return list.AsString().Length;
        if (!list.IsObject()) return 0;
        var (property, length) = (list.AsObject().GetProperty("length"), JsValue.Undefined);
        if (property.IsAccessorDescriptor() || (length = property.Value ?? JsValue.Undefined).IsObject()) return double.NaN; // refused
        return length.IsUndefined() ? 0 : TypeConverter.ToUint32(length);
    }
}
