using System.Collections.Concurrent;
using Jint.Parser;
using Jint.Parser.Ast;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>Where and why a script cannot be read. The message is a Chinese sentence for the modeller.</summary>
public sealed record ScriptProblem(int Line, int Column, string Message);

/// <summary>Reads scripts before they run: at publish to find problems, at run time once per script.</summary>
public static class ScriptCheck
{
    private const int MaxLength = 16_000;
    private const int MaxNesting = 100;
    private const int CacheSize = 2_000;
    // A script with a return statement becomes the body of a function; on the first line columns shift by this prefix.
    private const string Prefix = "(function(){";
    private const int PrefixTokens = 5;

    private static readonly ConcurrentDictionary<string, ParsedScript> Known = new(StringComparer.Ordinal);

    /// <summary>The problem of a script, or null when it can run.</summary>
    public static ScriptProblem? Parse(string script) => Read(script).Problem;

    internal static ParsedScript Read(string script)
    {
        if (Known.TryGetValue(script, out var known)) return known;
        if (Known.Count >= CacheSize) Known.Clear();
        return Known.GetOrAdd(script, ReadNew);
    }

    private static ParsedScript ReadNew(string script)
    {
        if (script.Length > MaxLength) return ParsedScript.Unusable(1, 1, $"脚本过长，不得超过 {MaxLength} 个字符。");
        if (TooDeep(script) is { } position) return ParsedScript.Unusable(position.Line, position.Column, $"脚本嵌套过深，不得超过 {MaxNesting} 层。");
        // The parser descends with the script; whatever the script, it must not take the process down.
        return DeepStack.Run(() => ParseWith(script));
    }

    private static ParsedScript ParseWith(string script)
    {
        try
        {
            return Checked(script, Parser(script), 0);
        }
        catch (ParserException exception) when (exception.Description?.Contains("return", StringComparison.OrdinalIgnoreCase) ?? false)
        {
            return ParseAsBody(script);
        }
        catch (ParserException exception)
        {
            return Unusable(exception, 0);
        }
    }

    private static ParsedScript ParseAsBody(string script)
    {
        try
        {
            return Checked(script, Parser($"{Prefix}{script}\n}})()"), PrefixTokens);
        }
        catch (ParserException exception)
        {
            return Unusable(exception, exception.LineNumber == 1 ? Prefix.Length : 0);
        }
    }

    private static ParsedScript Checked(string script, Program program, int added)
    {
        if (BlockScoped(program.Tokens, added) is { } token)
            return ParsedScript.Unusable(token.Line, token.Column, $"脚本只支持 ES5 语法，不支持 {token.Word}（它会像 var 一样处理，结果可能不对），请改用 var。");
        ScriptMeter.Install(program);
        return new ParsedScript(script, program, added);
    }

    // The parser takes let and const for var, which gives other values in blocks and loops. As the name of a property they are only names.
    private static (int Line, int Column, string Word)? BlockScoped(List<Token> tokens, int added)
    {
        for (var i = added; i < tokens.Count; i++)
        {
            if (tokens[i] is not { Type: Tokens.Keyword, Value: "let" or "const" } token) continue;
            if (i > 0 && tokens[i - 1].Value is "." || i + 1 < tokens.Count && tokens[i + 1].Value is ":") continue;
            var (line, column) = (token.Location.Start.Line, token.Location.Start.Column + 1);
            return (line, line == 1 && added > 0 ? column - Prefix.Length : column, (string)token.Value);
        }

        return null;
    }

    private static Program Parser(string source) => new JavaScriptParser().Parse(source, new ParserOptions { Tokens = true });

    private static ParsedScript Unusable(ParserException exception, int shift) => ParsedScript.Unusable(
        exception.LineNumber, Math.Max(1, exception.Column - shift),
        "脚本无法解析；只支持 ES5 语法，请勿使用箭头函数、模板字符串、解构、展开、类、?. 与 for…of。");

    private static (int Line, int Column)? TooDeep(string script)
    {
        var (depth, line, column) = (0, 1, 0);
        foreach (var character in script)
        {
            column++;
            if (character == '\n') (line, column) = (line + 1, 0);
            if (character is '(' or '[' or '{' && ++depth > MaxNesting) return (line, column);
            if (character is ')' or ']' or '}') depth--;
        }

        return null;
    }
}

/// <summary>A script that was read: its program, or the problem it has.</summary>
internal sealed class ParsedScript
{
    private readonly string _source = "";
    private readonly Program? _program;

    /// <param name="source">As the modeller wrote it.</param>
    /// <param name="program">What the parser made of it.</param>
    /// <param name="added">How many tokens before its own were put there to read it.</param>
    public ParsedScript(string source, Program program, int added = 0)
    {
        _source = source;
        _program = program;
        var tokens = (program.Tokens ?? []).Skip(added).ToList();
        MayOverrun = Overruns(tokens);
        HasPatterns = tokens.Exists(token => token.Type == Tokens.RegularExpression);
        HasComputedNames = Computes(tokens);
        Names = [.. tokens.Where(token => token.Type is Tokens.Identifier or Tokens.Keyword).Select(token => token.Value?.ToString() ?? "")];
    }

    private ParsedScript(ScriptProblem problem)
    {
        Problem = problem;
        Names = [];
    }

    public ScriptProblem? Problem { get; }
    /// <summary>Every identifier and keyword that occurs: only the helpers among them are set up.</summary>
    public HashSet<string> Names { get; }
    /// <summary>Whether it has regular expressions written out.</summary>
    public bool HasPatterns { get; }
    /// <summary>Whether it reaches properties by names that are only known when it runs.</summary>
    public bool HasComputedNames { get; }
    /// <summary>A script that can call itself or is long needs more stack than a pool thread has.</summary>
    public bool NeedsDeepStack => Names.Overlaps(Calling) || _source.Length > 1_000;
    /// <summary>Whether a single built-in call could take any time at all: a list of a billion holes, a pattern that backtracks without end. Statements are counted, what goes on inside one is not.</summary>
    public bool MayOverrun { get; }
    /// <summary>Whether it does something more often than it is written: only then can the time it takes be a fault of its own.</summary>
    public bool MayTakeLong => MayOverrun || Names.Overlaps(Repeating);
    public Program Program => _program ?? throw new ExpressionException(
        $"Expected a script that can be read, but it cannot at line {Problem!.Line}, column {Problem.Column}: {Problem.Message}");

    // list[0] does not.
    private static bool Computes(List<Token> tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
            if (tokens[i].Value is "[" && (tokens[i - 1].Type is Tokens.Identifier or Tokens.StringLiteral or Tokens.RegularExpression || tokens[i - 1].Value is ")" or "]" or "}" or "this")
                && !(tokens[i + 1].Type == Tokens.NumericLiteral && i + 2 < tokens.Count && tokens[i + 2].Value is "]")) return true;
        return false;
    }

    private static bool Overruns(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var (text, next) = (tokens[i].Value?.ToString(), i + 1 < tokens.Count ? tokens[i + 1].Value?.ToString() : null);
            if (tokens[i].Type == Tokens.RegularExpression || tokens[i].Type is Tokens.Identifier or Tokens.Keyword && text is not null && Boundless.Contains(text)) return true;
            if (text is "]" or "length" && next is not null && Changes.Contains(next)) return true;
            if (text is "++" or "--" && i + 2 < tokens.Count && tokens[i + 2].Value?.ToString() is "[" or ".") return true;
        }

        return false;
    }

    // What makes lists and patterns of any size, or leads to such by another name.
    private static readonly HashSet<string> Boundless = new(StringComparer.Ordinal)
    {
        "new", "this", "Array", "RegExp", "Function", "Object", "eval", "call", "apply", "bind", "match", "search", "constructor", "prototype",
    };

    private static readonly string[] Calling = ["function", "get", "set"];
    private static readonly string[] Repeating = ["for", "while", "do", "function", "get", "set"];

    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal) { "=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "++", "--", "in" };

    public static ParsedScript Unusable(int line, int column, string message) => new(new ScriptProblem(line, column, message));
}

/// <summary>Runs something that recurses deeply on a thread of its own with a large stack.</summary>
internal static class DeepStack
{
    private const int Bytes = 256 * 1024 * 1024; // reserved, not used, until the recursion gets there

    /// <summary>Runs it to its end, however long that takes.</summary>
    public static T Run<T>(Func<T> run) => Run(run, Timeout.InfiniteTimeSpan);

    /// <summary>Runs it, and leaves it to itself when it is not over in time: a thread cannot be stopped, but nobody has to wait for it.</summary>
    /// <exception cref="TimeoutException">It was not over in time.</exception>
    public static T Run<T>(Func<T> run, TimeSpan limit)
    {
        T result = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = run();
            }
            catch (Exception exception) // carried to the caller's thread, not swallowed
            {
                failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
            }
        }, Bytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(limit)) throw new TimeoutException();
        failure?.Throw();
        return result;
    }
}
