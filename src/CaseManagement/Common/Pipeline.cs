using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>Marks a request that changes something: it runs in one store transaction, committed when the answer is no refusal.</summary>
public interface IChange
{
    /// <summary>The stream (case number) whose writer's lock the change needs; null when it touches no case.</summary>
    string? Stream => null;

    /// <summary>The same where the request names something of a case, such as a task: looked up before the lock is taken. What belongs to a case never changes it.</summary>
    Task<string?> StreamAsync(CaseDbContext db, CancellationToken cancellationToken) => Task.FromResult(Stream);

    /// <summary>Whether a repetition with the same <c>Idempotency-Key</c> is answered from the first answer; false where the answer must not be stored.</summary>
    bool KeepsAnswer => true;
}

/// <summary>The one door to the use cases, for pages and endpoints alike. MediatR has this interface from version 9 on; the one that restores here is 5.1.</summary>
public interface ISender
{
    Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);
}

internal sealed class MediatorSender(IMediator mediator) : ISender
{
    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => mediator.Send(request, cancellationToken);
}

/// <summary>Marks a request that a stranger may send, such as signing in.</summary>
public interface IOpenToStrangers;

/// <summary>Refuses whoever has not signed in, whatever door the request came through.</summary>
internal sealed class AdmissionBehaviour<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse> where TResponse : IAnswer<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        user.SignedIn || request is IOpenToStrangers ? await next() : TResponse.From(HttpRefusals.NotSignedIn);
}

/// <summary>Holds the store transaction of a change: commit when the answer is no refusal, otherwise nothing is left behind.</summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(CaseDbContext db, StoreDialect dialect, AccessLog accessLog, IdempotencyScope idempotency)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : IChange where TResponse : IAnswer<TResponse>
{
    private const int Attempts = 5;
    private static readonly Refusal ChangedMeanwhile = Refusal.Conflict("changedMeanwhile", "这项内容刚刚已被他人修改，请刷新后再办理。");

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var answer = await UntilWonAsync(request, next, cancellationToken);
        await accessLog.WritePendingAsync(); // recorded although the change itself left nothing behind
        return answer;
    }

    /// <summary>Where several transactions run at once, two may bring the same key, such as one call sent twice: the loser looks again and finds what the winner did.</summary>
    private async Task<TResponse> UntilWonAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var change = idempotency.Changes;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await InTransactionAsync(request, next, cancellationToken);
            }
            catch (Exception race) when (attempt < Attempts && dialect.IsLostRace(race))
            {
                idempotency.Changes = change;
                accessLog.ForgetPending();
            }
        }
    }

    private async Task<TResponse> InTransactionAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear(); // what was read before the lock may be stale
        var stream = dialect.LocksStreams ? await request.StreamAsync(db, cancellationToken) : request.Stream;
        using var held = accessLog.HoldBack();
        await using var transaction = await dialect.BeginAsync(db, stream, cancellationToken);
        try
        {
            var answer = await next();
            if (answer.Refusal is null) await transaction.CommitAsync(cancellationToken);
            return answer;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TResponse.From(ChangedMeanwhile);
        }
    }
}

internal static class Pipeline
{
    /// <summary>Finds every handler of this assembly. Behaviours run in the order given here, the first one outermost.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        var handlers =
            from type in typeof(Pipeline).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false }
            from contract in type.GetInterfaces()
            where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            select (contract, type);
        foreach (var (contract, type) in handlers) services.AddTransient(contract, type);
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AdmissionBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped<ServiceFactory>(scope => scope.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<ISender, MediatorSender>();
        services.AddScoped<IdempotencyScope>();
        return services;
    }
}
