using System.Diagnostics.CodeAnalysis;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>What the pipeline needs to know of an answer without knowing its value.</summary>
public interface IAnswer<TSelf> where TSelf : IAnswer<TSelf>
{
    Refusal? Refusal { get; }
    object? Content { get; }
    static abstract Type ContentType { get; }
    static abstract TSelf From(Refusal refusal);
    static abstract TSelf From(object? content);
}

/// <summary>The answer of a use case: a value, or the refusal that says why not and what to do next.</summary>
public sealed class Result<T> : IAnswer<Result<T>>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    object? IAnswer<Result<T>>.Content => Value;
    static Type IAnswer<Result<T>>.ContentType => typeof(T);
    static Result<T> IAnswer<Result<T>>.From(Refusal refusal) => new(default, refusal);
    static Result<T> IAnswer<Result<T>>.From(object? content) => new((T?)content, null);
}
