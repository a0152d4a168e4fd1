using System.Globalization;
using System.Text.Json.Nodes;
using Jint;
using Jint.Runtime;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>A script in JavaScript (ES5) on a <see cref="ScriptBudget"/>. Its last expression, or what it returns, is the value.</summary>
internal sealed class JavaScript : IExpressionLanguage
{
    // Beyond the budget, which counts every statement with its blocks once: helpers written in JavaScript are counted by this alone.
    private const int MostStatements = 10 * ScriptBudget.MaxStatements;
    // The last resort for what the budget may overlook; nobody waits for such a script any longer.
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
        catch (ScriptLimitException exception)
        {
            throw new ExpressionException(exception.Message, exception);
        }
        catch (StatementsCountOverflowException exception)
        {
            throw new ExpressionException(ScriptBudget.Over($"执行的语句超过 {ScriptBudget.MaxStatements} 条").Message, exception);
        }
        catch (RecursionDepthOverflowException exception)
        {
            throw new ExpressionException(ScriptBudget.TooDeep(ScriptBudget.MaxRecursion).Message, exception);
        }
        catch (TimeoutException exception)
        {
            throw new ExpressionException(ScriptBudget.Over($"执行超过 {Patience.TotalSeconds} 秒").Message, exception);
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
                .MaxStatements(MostStatements).LimitRecursion(ScriptBudget.MaxRecursion).Culture(CultureInfo.InvariantCulture).LocalTimeZone(China));
            ScriptGlobals.Add(engine, script, scope);
            var budget = new ScriptBudget();
            ScriptBuiltIns.Install(engine, script, budget);
            return budget.Spend(() => ScriptValues.FromScript(engine.Execute(program).GetCompletionValue()));
        }
    }
}
