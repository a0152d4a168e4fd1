using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.Designer.Blazor.Tests;

/// <summary>Stands where the use cases are: answers each request as the test says and remembers what was sent.</summary>
public sealed class Answers : CaseManagement.Common.ISender
{
    private readonly Dictionary<Type, Func<object, object>> answers = [];

    public List<object> Sent { get; } = [];

    public Answers To<TRequest, T>(Func<TRequest, Result<T>> answer) where TRequest : IRequest<Result<T>>
    {
        answers[typeof(TRequest)] = request => answer((TRequest)request);
        return this;
    }

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        Sent.Add(request);
        return answers.TryGetValue(request.GetType(), out var answer)
            ? Task.FromResult((TResponse)answer(request))
            : throw new InvalidOperationException($"Expected an answer to {request.GetType().Name}, but the test gives none.");
    }
}
