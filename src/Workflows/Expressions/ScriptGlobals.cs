using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>The helpers that scripts in definitions use. Only those a script names are set up; making all of them would cost more than most scripts.</summary>
internal static class ScriptGlobals
{
    private delegate object? Helper(IExpressionScope scope, JsValue[] arguments);

    private static readonly Dictionary<string, Helper> Helpers = new(StringComparer.Ordinal)
    {
        ["getVariable"] = (scope, a) => scope.GetVariable(Text(a, 0)),
        ["setVariable"] = (scope, a) => Do(() => scope.SetVariable(Text(a, 0), Value(a, 1))),
        ["getInput"] = (scope, a) => Values.FromJson(scope.Input[Text(a, 0)]),
        ["getOutputFrom"] = (scope, a) => Values.FromJson(scope.GetOutput(Text(a, 0), a.Length > 1 ? Text(a, 1) : "Result")),
        ["getLastResult"] = (scope, _) => Values.FromJson(scope.LastResult),
        ["getWorkflowInstanceId"] = (scope, _) => scope.InstanceId,
        ["getWorkflowInstanceName"] = (scope, _) => scope.InstanceName,
        ["setWorkflowInstanceName"] = (scope, a) => Do(() => scope.InstanceName = Value(a, 0) as string),
        ["getWorkflowDefinitionId"] = (scope, _) => scope.DefinitionId,
        ["getWorkflowDefinitionVersion"] = (scope, _) => scope.DefinitionVersion,
        ["getCorrelationId"] = (scope, _) => scope.CorrelationId,
        ["setCorrelationId"] = (scope, a) => Do(() => scope.CorrelationId = Value(a, 0) is { } id ? Values.Text(id) : null),
        ["setOutcome"] = (scope, a) => Do(() => scope.SetOutcomes([Text(a, 0)])),
        ["setOutcomes"] = (scope, a) => Do(() => scope.SetOutcomes(Values.To<string[]>(Value(a, 0)) ?? [])),
        ["isNullOrWhiteSpace"] = (_, a) => string.IsNullOrWhiteSpace(Value(a, 0) is { } value ? Values.Text(value) : null),
        ["isNullOrEmpty"] = (_, a) => string.IsNullOrEmpty(Value(a, 0) is { } value ? Values.Text(value) : null),
        ["newGuid"] = (scope, _) => scope.NewGuid().ToString(),
        ["newGuidString"] = (scope, _) => scope.NewGuid().ToString(),
        ["newShortGuid"] = (scope, _) => Convert.ToBase64String(scope.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ["parseGuid"] = (_, a) => Guid.TryParse(Text(a, 0), out var guid) ? guid.ToString() : null,
        ["toJson"] = (_, a) => ScriptValues.Stringify(a.Length > 0 ? a[0] : JsValue.Null),
    };

    public static void Add(Engine engine, ParsedScript script, IExpressionScope scope)
    {
        foreach (var name in script.Names)
            if (Helpers.TryGetValue(name, out var helper)) AddFunction(engine, name, arguments => helper(scope, arguments));
            else if (name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal)) AddAccessor(engine, name, scope);
        if (script.Names.Contains("variables")) AddVariables(engine, scope);
        // The instant of the burst, and numbers that are the same again when it is repeated.
        if (script.Names.Contains("Date")) ScriptClock.Install(engine, scope.Now);
        if (script.Names.Contains("random")) AddRandom(engine, scope);
    }

    /// <summary><c>getHop()</c>, <c>setHop(v)</c> for variables and inputs, <c>getResultFromReview()</c> for outputs of activities.</summary>
    private static void AddAccessor(Engine engine, string name, IExpressionScope scope)
    {
        var subject = name[3..];
        var reads = name[0] == 'g';
        if (scope.Variables.FirstOrDefault(v => Pascal(v.Name) == subject) is { } variable)
            AddFunction(engine, name, arguments => reads ? scope.GetVariable(variable.Name) : Do(() => scope.SetVariable(variable.Name, Value(arguments, 0))));
        else if (reads && scope.Input.FirstOrDefault(i => Pascal(i.Key) == subject).Key is { } input)
            AddFunction(engine, name, _ => Values.FromJson(scope.Input[input]));
        else if (reads && scope.DeclaredInputs.FirstOrDefault(i => Pascal(i) == subject) is not null) AddFunction(engine, name, _ => null);
        else if (reads && subject.IndexOf("From", StringComparison.Ordinal) is var from and > 0)
            AddFunction(engine, name, _ => Values.FromJson(scope.GetOutput(subject[(from + 4)..], subject[..from])));
    }

    private static void AddVariables(Engine engine, IExpressionScope scope)
    {
        var variables = engine.Object.Construct(Arguments.Empty);
        foreach (var name in scope.Variables.Select(variable => variable.Name).Distinct())
        {
            var get = new ClrFunctionInstance(engine, (_, _) => ScriptValues.ToScript(engine, scope.GetVariable(name)));
            var set = new ClrFunctionInstance(engine, (_, arguments) =>
            {
                scope.SetVariable(name, Value(arguments, 0));
                return JsValue.Undefined;
            });
            variables.DefineOwnProperty(name, new PropertyDescriptor(get, set, enumerable: true, configurable: false), throwOnError: false);
        }

        engine.SetValue("variables", (JsValue)variables);
    }

    private static void AddRandom(Engine engine, IExpressionScope scope)
    {
        Random? random = null;
        engine.Math.FastSetProperty("random", new PropertyDescriptor( new ClrFunctionInstance(engine, (_, _) =>
#pragma warning disable CA5394 // a script's dice, not a secret
            new JsValue((random ??= new Random(BitConverter.ToInt32(scope.NewGuid().ToByteArray()))).NextDouble())), true, false, true));
#pragma warning restore CA5394
    }

    private static void AddFunction(Engine engine, string name, Func<JsValue[], object?> function) =>
        engine.Global.FastAddProperty(name, new ClrFunctionInstance(engine, (_, arguments) => ScriptValues.ToScript(engine, function(arguments))), true, false, true);

    private static object? Do(Action act)
    {
        act();
        return null;
    }

    private static object? Value(JsValue[] arguments, int index) => arguments.Length > index ? ScriptValues.FromScript(arguments[index]) : null;
    private static string Text(JsValue[] arguments, int index) => Values.Text(Value(arguments, index));
    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>Makes <c>new Date()</c> and <c>Date.now()</c> tell the instant of the burst: a script has no clock of its own.</summary>
internal static class ScriptClock
{
    private static readonly Jint.Parser.Ast.Program Shim = new Jint.Parser.JavaScriptParser().Parse("""
        (function () {
          var Native = Date, now = __now;
          function Clock(y, m, d, h, i, s, ms) {
            if (!(this instanceof Clock)) return new Native(now).toString();
            switch (arguments.length) {
              case 0: return new Native(now);
              case 1: return new Native(y);
              default: return new Native(y, m, d === undefined ? 1 : d, h || 0, i || 0, s || 0, ms || 0);
            }
          }
          Clock.prototype = Native.prototype;
          Clock.UTC = Native.UTC;
          Clock.parse = Native.parse;
          Clock.now = function () { return now; };
          Date = Clock;
        })();
        """);

    public static void Install(Engine engine, DateTimeOffset now) =>
        engine.SetValue("__now", (double)now.ToUnixTimeMilliseconds()).Execute(Shim);
}
