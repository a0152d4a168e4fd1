using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>What this user may do on a case now, beside its tasks. An act that the place does not know or that is another's is left out; one that must wait says why.</summary>
/// <param name="Number">The case.</param>
public sealed record ListCaseActs(string Number) : IRequest<Result<CaseActList>>;

/// <summary>The acts on a case.</summary>
/// <param name="Permissions">What the user may do with cases of this unit: codes of the permission table.</param>
/// <param name="Items">In the order of the act bar.</param>
public sealed record CaseActList(IReadOnlyList<string> Permissions, IReadOnlyList<CaseActRow> Items);

/// <summary>An act on a case.</summary>
/// <param name="Name">Such as <c>extension</c>.</param>
/// <param name="Title">Such as 申请延期.</param>
/// <param name="Blocked">Why it cannot be done at this moment; null when it can.</param>
/// <param name="Fields">What is to be filled in; none while it is blocked.</param>
public sealed record CaseActRow(string Name, string Title, ActBlock? Blocked, IReadOnlyList<FormField> Fields);

/// <summary>Why an act has to wait: the refusal it would get.</summary>
public sealed record ActBlock(string Code, string Message);

internal sealed class ListCaseActsHandler(CaseAccess access, IEnumerable<ICaseAct> acts, CurrentUser user) : IRequestHandler<ListCaseActs, Result<CaseActList>>
{
    public async Task<Result<CaseActList>> Handle(ListCaseActs request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        List<CaseActRow> rows = [];
        foreach (var act in acts)
            if (await RowAsync(act, found.Value, cancellationToken) is { } row) rows.Add(row);
        return new CaseActList([.. user.Grants.SelectMany(g => g.Acts).Distinct().Where(act => user.May(act, found.Value.UnitPath)).Order(StringComparer.Ordinal)], rows);
    }

    private async Task<CaseActRow?> RowAsync(ICaseAct act, Case @case, CancellationToken cancellationToken)
    {
        if (act.Unfit(@case) is not null || !await act.MayAsync(@case, user, cancellationToken)) return null;
        if (await act.NotNowAsync(@case, cancellationToken) is { } refusal) return act.SaysWhyNot ? new CaseActRow(act.Name, act.Title, new ActBlock(refusal.Code, refusal.Message), []) : null;
        var fields = await act.FormAsync(@case, cancellationToken);
        // Where there is nothing to choose from, such as no second unit, the act leads nowhere.
        return fields.Any(f => f is { Required: true, Options.Count: 0 }) ? null : new CaseActRow(act.Name, act.Title, null, fields);
    }
}
