using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Expressions;

/// <summary>What a script may use up is counted, so these end at the same place on every machine; nothing here looks at the clock.</summary>
public class ScriptLimitTests
{
    private const string Memory = "内存超过";
    private const string List = "列表超过";
    private const string Statements = "语句超过";
    private const string Depth = "嵌套超过";
    private const string Steps = "运算超过";
    private const string Pattern = "正则表达式的匹配超过";
    private const string Code = "不能使用 eval";

    [Theory]
    [InlineData("var s='x'; while(true){s=s+s;}", Memory)]
    [InlineData("var s='x'; while(true)s+=s;", Memory)]
    [InlineData("var s='xxxxxxxxxxxxxxxx',a=[]; while(true){s=s+s;a.push(s)}", Memory)]
    [InlineData("var s='x';for(var i=0;i<24;i++)s+=s; var a=[]; while(true){a.push(s.split(''));}", Memory)]
    [InlineData("var s='x';for(var i=0;i<16;i++)s+=s; var a=[]; while(true){a.push(s.split(''));}", Memory)]
    [InlineData("new Array(3000000).join('中')", List)]
    [InlineData("new Array(90000).join(new Array(9000).join('中'))", Memory)]
    [InlineData("var a=[]; while(true){a.push(new Array(90000).join('x'));}", Memory)]
    [InlineData("var s=new Array(90000).join('x'),a=[]; for(var i=0;i<1000;i++)a.push(s); a+''", Memory)]
    [InlineData("var a=[];a.length=4000000000;a.sort();return a.length", List)]
    [InlineData("var a=[]; a[1e8]=1; a+''", List)]
    [InlineData("var a=[]; a[1e8]=1; a", List)]
    [InlineData("var a=[]; a[1e8]=1; JSON.stringify({a:a})", List)]
    [InlineData("var a=[]; a[1e8]=1; a.forEach(function(x){})", List)]
    [InlineData("Array.prototype.map.call({length:1e9},function(x){return x})", List)]
    [InlineData("var n=0;Array.prototype['map'].call({get length(){return n++?1e9:1}},function(x){return x})", List)]
    [InlineData("Math.max.apply(null,{length:1e9})", List)]
    [InlineData("var s=new Array(90000).join('x'); s.replace(/x/g,s)", Memory)]
    [InlineData("var s=new Array(9000).join('x'); s.replace(/x/g,function(){return s;})", Memory)]
    [InlineData("var s=new Array(9000).join('x'); s.replace(/x/g,'$`')", Memory)]
    [InlineData("var s=new Array(90000).join('x'); s.match(/x/g)", Memory)]
    [InlineData("var s=new Array(90000).join('x'); s.concat.apply(s,new Array(900).join('x').split('').map(function(){return s}))", Memory)]
    [InlineData("var s='中';for(var i=0;i<22;i++)s+=s; encodeURIComponent(s)", Memory)]
    [InlineData("var s='1,';for(var i=0;i<18;i++)s+=s; JSON.parse('['+s+'1]')", List)]
    [InlineData("JSON.parse(new Array(50000).join('['))", Depth)]
    [InlineData("var a=[1]; for(var i=0;i<40;i++)a=[a,a]; a", Memory)]
    [InlineData("var a=[1]; for(var i=0;i<40;i++)a=[a,a]; toJson(a)", Memory)]
    [InlineData("var a=[1]; for(var i=0;i<40;i++)a=[a,a]; JSON.stringify(a)", Memory)]
    [InlineData("var a=[]; a.push(a); a+''", Depth)]
    [InlineData("var o={get a(){return o.a+o.a}}; o.a", Depth)]
    [InlineData("function f(){return f();} return f();", Depth)]
    [InlineData("while(true){}", Statements)]
    [InlineData("for(;;);", Statements)]
    [InlineData("function f(){} for(;;)f();", Statements)]
    [InlineData("try { while(true){} } catch(e) {} finally {} 1", Statements)]
    [InlineData("var a=new Array(9999).join('b').split('b'); while(true)a.indexOf(3)", Memory)]
    [InlineData("while(true){true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true&&true;}", Steps)]
    [InlineData("/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')", Pattern)]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.search('(a+)+$')", Pattern)]
    [InlineData("eval('while(true){}')", Code)]
    [InlineData("(function(){}).constructor('while(true){}')()", Code)]
    public async Task A_script_that_uses_too_much_is_stopped_and_says_which_limit(string script, string limit)
    {
        var burst = await AFlow(script).StartAsync();

        Assert.Equal(SubStatus.Faulted, burst.SubStatus);
        Assert.Contains(limit, Assert.Single(burst.Incidents).Message, StringComparison.Ordinal);
    }

    // These run on the thread of the test, which tells what they took: the budget, and at most as much again in the step that goes beyond it.
    [Theory]
    [InlineData("var s='x'; while(true){s=s+s;}")]
    [InlineData("var s='xxxxxxxxxxxxxxxx',a=[]; while(true){s=s+s;a.push(s)}")]
    [InlineData("var s='x'; s=(s=(s=(s=(s=(s=(s=(s=(s=(s=s+s)+s)+s)+s)+s)+s)+s)+s)+s)+s; while(true) s=s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s;")]
    [InlineData("var a=[1]; while(true)a=[a,a,a,a,a,a,a,a,a,a]+'';")]
    public async Task A_script_that_is_stopped_took_little_more_than_it_may(string script)
    {
        var flow = AFlow(script);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var burst = await flow.StartAsync();

        Assert.Contains(Memory, Assert.Single(burst.Incidents).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, ScriptBudget.MaxMegabytes << 19, (ScriptBudget.MaxMegabytes * 2) << 20);
    }

    [Fact]
    public async Task A_script_that_runs_straight_through_is_bounded_too()
    {
        var burst = await AFlow("var s='x';" + string.Concat(Enumerable.Repeat("s=s+s;", 31)) + "s.length").StartAsync();

        Assert.Contains(Memory, Assert.Single(burst.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var n = 0; for (var i = 0; i < 20000; i++) n += i; n", "199990000")]
    [InlineData("var s = ''; for (var i = 0; i < 3000; i++) { s += '中文 '; } s.split(' ').length", "3001")]
    [InlineData("'2025-03-03'.replace(/(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')", "03.03.2025")]
    [InlineData("'a1b22c'.match(/\\d+/g).join('|') + 'x,y'.split(/,/).length + 'abc'.search('c') + /b/i.exec('AB').index", "1|22221")]
    [InlineData("'a-b-c'.replace(/-/g, function (m, at) { return at; })", "a1b3c")]
    [InlineData("var r = /a/g, t = 'aa'; r.test(t); r.lastIndex", "1")]
    [InlineData("[3, 1, 2].sort().concat([4], 5).slice(1).reverse().join('')", "5432")]
    [InlineData("[1, [2, 3], null, undefined] + '' + [].join('x') + Array.prototype.join.call('abc', '-')", "1,2,3,,a-b-c")]
    [InlineData("Math.max.apply(null, [1, 5, 2]) + JSON.stringify({ a: [1, '差评'] }) + JSON.parse('{\"b\":[7]}').b[0]", "5{\"a\":[1,\"差评\"]}7")]
    [InlineData("var o = { 'let': 1, const: 2 }; o.let + o['const']", "3")]
    [InlineData("(function () {}) instanceof Function && encodeURIComponent('中') === '%E4%B8%AD'", "True")]
    [InlineData("var out = ''; outer: for (var i = 0; i < 3; i++) for (var j in { a: 1, b: 2 }) { if (i == 1) continue outer; out += j + i; } out", "a0b0a2b2")]
    [InlineData("var x = 3; switch (x) { case 3: x = 'three'; break; default: x = 'other'; } do x += '!'; while (x.length < 7); x", "three!!")]
    public async Task What_is_counted_and_bounded_gives_what_it_always_gave(string script, string expected)
    {
        var burst = await AFlow(script).StartAsync();

        Assert.Empty(burst.Incidents);
        Assert.Equal(expected, burst.Output[0]);
    }

    [Fact]
    public async Task A_pattern_written_in_a_script_keeps_nothing_from_one_run_to_the_next()
    {
        const string script = "var r = /a/g; r.test('aa') + ' ' + r.lastIndex";

        var first = await AFlow(script).StartAsync();
        var second = await AFlow(script).StartAsync();

        Assert.Equal(["true 1"], first.Output);
        Assert.Equal(first.Output, second.Output);
    }

    private static Flow AFlow(string script) => new Flow().Add("w", "Elsa.WriteLine", ("text", Flow.Script(script)));
}
