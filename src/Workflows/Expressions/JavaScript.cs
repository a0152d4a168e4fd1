using System.Globalization;
using System.Text.Json.Nodes;
using Jint;
using Jint.Runtime;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>A script in JavaScript (ES5) with limits on time, statements and recursion. Its last expression, or what it returns, is the value.</summary>
internal sealed class JavaScript : IExpressionLanguage
{
    private const int MaxStatements = 50_000;
    private const int MaxRecursion = 64;
    // Asked only of a script that repeats something: what runs straight through must not fail because the machine stood still for a moment.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
    // Much later than the engine's own limit, which a loaded machine may be late to notice: only what it cannot notice at all is left to itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    // Local dates of the product are Chinese ones, whatever the host's zone.
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope) => Run(Values.Text(Values.FromJson(value)), scope);

    /// <summary>Runs a script in the scope of an instance.</summary>
    public static object? Run(string source, IExpressionScope outer)
    {
        if (string.IsNullOrWhiteSpace(source)) return null;
        var script = ScriptCheck.Read(source);
        var program = script.Program;
        try
        {
            return script.NeedsDeepStack || script.MayOverrun ? RunApart(outer) : Execute(outer);
        }
        catch (JavaScriptException exception)
        {
            throw new ExpressionException($"Expected the script to give a value, but it failed at line {exception.LineNumber}: {exception.Error}.", exception);
        }
        catch (Exception exception) when (exception is StatementsCountOverflowException or RecursionDepthOverflowException or TimeoutException)
        {
            throw new ExpressionException($"Expected the script to end within {MaxStatements} statements, {MaxRecursion} nested calls and {MaxTime.TotalSeconds} s, but it did not.", exception);
        }

        object? RunApart(IExpressionScope of)
        {
            var reach = new RevocableScope(of);
            try
            {
                return DeepStack.Run(() => Execute(reach), script.MayTakeLong ? Patience : Timeout.InfiniteTimeSpan);
            }
            finally
            {
                reach.Revoke(); // whatever still runs reaches nothing any more
            }
        }

        object? Execute(IExpressionScope scope)
        {
            var engine = new Engine(options => options
                .TimeoutInterval(script.MayTakeLong ? MaxTime : TimeSpan.Zero) // zero: no limit
                .MaxStatements(MaxStatements).LimitRecursion(MaxRecursion).Culture(CultureInfo.InvariantCulture).LocalTimeZone(China));
            ScriptGlobals.Add(engine, script, scope);
            return ScriptValues.FromScript(engine.Execute(program).GetCompletionValue());
        }
    }
}
