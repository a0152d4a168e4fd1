using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>An act on a case beside its tasks, such as asking for more time. The use case and the list of possible acts ask it the same questions, so that no page offers what the use case refuses.</summary>
public interface ICaseAct
{
    /// <summary>What the list calls it.</summary>
    string Name { get; }

    /// <summary>What a user reads.</summary>
    string Title { get; }

    /// <summary>One of <see cref="Organisation.Acts"/>.</summary>
    string Act { get; }

    /// <summary>Why a case like this does not know the act at all: the place has no such rule, or the case is in another stage.</summary>
    Refusal? Unfit(Case @case) => null;

    /// <summary>May this user do it on this case? Asks only; nothing is recorded.</summary>
    ValueTask<bool> MayAsync(Case @case, CurrentUser user, CancellationToken cancellationToken) => ValueTask.FromResult(user.May(Act, @case.UnitPath));

    /// <summary>Why not at this moment, such as a window that has closed.</summary>
    ValueTask<Refusal?> NotNowAsync(Case @case, CancellationToken cancellationToken) => ValueTask.FromResult<Refusal?>(null);

    /// <summary>Whether a user reads why it has to wait; false where the same sentence would stand on nearly every case.</summary>
    bool SaysWhyNot => true;

    /// <summary>What is to be filled in.</summary>
    ValueTask<IReadOnlyList<FormField>> FormAsync(Case @case, CancellationToken cancellationToken);
}

internal static class CaseActs
{
    public static IServiceCollection AddCaseAct<TAct>(this IServiceCollection services) where TAct : class, ICaseAct =>
        services.AddScoped<TAct>().AddScoped<ICaseAct>(scope => scope.GetRequiredService<TAct>());

    /// <summary>What stands against the act on this case, whoever wants to do it.</summary>
    public static async ValueTask<Refusal?> RefusalAsync(this ICaseAct act, Case @case, CancellationToken cancellationToken) =>
        act.Unfit(@case) ?? await act.NotNowAsync(@case, cancellationToken);
}
