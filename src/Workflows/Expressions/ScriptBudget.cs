namespace HaoChaPing.Workflows.Expressions;

/// <summary>
/// What one run of a script may use up. It counts what is done, not how long that takes: a script stops at the same place on every machine,
/// and none fails because the machine stood still.
/// </summary>
internal sealed class ScriptBudget
{
    public const int MaxStatements = 50_000;
    public const int MaxSteps = 2_000_000;
    public const int MaxItems = 100_000;
    public const int MaxRecursion = 64;
    public const int MaxMegabytes = 60;
    private const int MaxDepth = 400; // whichever functions they are, getters and conversions to text too
    private const long MaxBytes = MaxMegabytes * 1024L * 1024;

    [ThreadStatic] private static ScriptBudget? _current;

    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();
    private int _statements;
    private int _steps;
    private int _depth;

    /// <summary>The budget of the script that runs on this thread.</summary>
    public static ScriptBudget? Current => _current;

    /// <summary>Runs something on this budget.</summary>
    public T Spend<T>(Func<T> run)
    {
        var outer = _current;
        _current = this;
        try
        {
            return run();
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>One statement with so many expressions in it.</summary>
    public void Statement(int expressions)
    {
        if (++_statements > MaxStatements) throw Over($"执行的语句超过 {MaxStatements} 条");
        Steps(expressions);
        Expect(0);
    }

    /// <summary>So many small pieces of work, the items of a list for instance.</summary>
    public void Steps(long count)
    {
        if (count > MaxSteps - _steps) throw Over($"运算超过 {MaxSteps} 步");
        _steps += (int)count;
    }

    /// <summary>What is about to take so much memory, beyond what was taken already.</summary>
    public void Expect(long bytes)
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _before > MaxBytes - bytes) throw Over($"使用的内存超过 {MaxMegabytes} MB ");
    }

    /// <summary>A list of so many items is gone through.</summary>
    public void Items(double count)
    {
        if (!(count <= MaxItems)) throw Over($"处理的列表超过 {MaxItems} 项");
        Steps((long)count);
    }

    public void Enter()
    {
        if (++_depth > MaxDepth) throw TooDeep(MaxDepth);
    }

    public void Leave() => _depth--;

    public static ScriptLimitException TooDeep(int levels) => Over($"中函数调用或数据的嵌套超过 {levels} 层");

    public static ScriptLimitException Over(string limit) => new($"脚本{limit}的上限，已停止；请检查循环能否结束、数据是否过大。");
}

/// <summary>A script used up what it may. No script can catch it. The message is a Chinese sentence that names the limit.</summary>
internal sealed class ScriptLimitException(string message) : Exception(message);
