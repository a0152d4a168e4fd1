using System.Diagnostics;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.RegExp;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>
/// The regular expressions of one run of a script. A pattern that tries without end cannot be counted, it can only be timed: this is the one limit that the
/// clock sets. The longest match is not held against the script, so that a machine that stands still once makes no fault.
/// </summary>
internal sealed class ScriptPatterns(Engine engine)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, RegExpInstance> _known = new(StringComparer.Ordinal);
    private TimeSpan _spent;
    private TimeSpan _longest;

    /// <summary>What a literal of the script stands for: a new one each time, made of what was read once.</summary>
    public RegExpInstance Make(string literal)
    {
        if (!_known.TryGetValue(literal, out var known)) _known[literal] = known = Timely(engine.RegExp.Construct(literal));
        var made = new RegExpInstance(engine)
        {
            Prototype = engine.RegExp.PrototypeObject, Extensible = true, Value = known.Value, Source = known.Source, Flags = known.Flags,
            Global = known.Global, IgnoreCase = known.IgnoreCase, Multiline = known.Multiline,
        };
        made.FastAddProperty("global", made.Global, false, false, false);
        made.FastAddProperty("ignoreCase", made.IgnoreCase, false, false, false);
        made.FastAddProperty("multiline", made.Multiline, false, false, false);
        made.FastAddProperty("source", made.Source, false, false, false);
        made.FastAddProperty("lastIndex", 0, true, false, false);
        return made;
    }

    /// <summary>The pattern a value is, made to end in time; null when it is none.</summary>
    public static RegExpInstance? Guard(JsValue value) => value.IsObject() && value.AsObject() is RegExpInstance pattern ? Timely(pattern) : null;

    /// <summary>The pattern that is given first, or what is made of it.</summary>
    public RegExpInstance Of(JsValue[] given) => Guard(given.Length > 0 ? given[0] : JsValue.Undefined) ?? Timely((RegExpInstance)engine.RegExp.Construct(given.Length > 0 ? [given[0]] : []));

    /// <summary>Runs a function of a pattern.</summary>
    public JsValue Match(JsValue self, Func<JsValue> run) => Guard(self) is null ? run() : Timed(run);

    public JsValue Timed(Func<JsValue> run)
    {
        var began = Stopwatch.GetTimestamp();
        JsValue result;
        try
        {
            result = run();
        }
        catch (RegexMatchTimeoutException)
        {
            throw Over();
        }

        var took = Stopwatch.GetElapsedTime(began);
        _spent += took;
        if (took > _longest) _longest = took;
        return _spent - _longest > Patience ? throw Over() : result;
    }

    private static ScriptLimitException Over() => ScriptBudget.Over($"中正则表达式的匹配超过 {Patience.TotalSeconds} 秒");

    private static RegExpInstance Timely(RegExpInstance pattern)
    {
        if (pattern.Value.MatchTimeout == Regex.InfiniteMatchTimeout) pattern.Value = new Regex(pattern.Value.ToString(), pattern.Value.Options, Patience);
        return pattern;
    }
}
