using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What a saved filter looks for.</summary>
/// <param name="View">The view it narrows.</param>
/// <param name="Kind">Only this task kind.</param>
/// <param name="Class">Only cases of this class.</param>
/// <param name="DueGroup">Only this group by due.</param>
/// <param name="Words">Words of the case number, the item or the unit.</param>
/// <param name="Sort">Its order.</param>
public sealed record FilterTerms(string View = "mine", string? Kind = null, string? Class = null, string? DueGroup = null, string? Words = null, string? Sort = null)
{
    /// <summary>Without blanks, and without what says nothing.</summary>
    public FilterTerms Trimmed() => new(Said(View) ?? "mine", Said(Kind), Said(Class), Said(DueGroup), Said(Words), Said(Sort));

    /// <summary>A view alone is a tab, an order alone finds nothing out.</summary>
    public bool NarrowsNothing => Kind is null && Class is null && DueGroup is null && Words is null;

    public ListTasks List() => new(View, Sort: Sort, Kind: Kind, Class: Class, Query: Words, DueGroup: DueGroup);

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A saved filter as those see it who may open it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Terms">What it looks for.</param>
/// <param name="Mine">The user saved it and may change it.</param>
/// <param name="Shared">Colleagues see it too.</param>
/// <param name="OwnerName">Who saved it.</param>
/// <param name="Count">How many tasks it finds now for the user.</param>
/// <param name="CountIsExact">False where there are more than were counted.</param>
/// <param name="Revision">Goes along with the next change.</param>
public sealed record SavedFilterRow(Guid Id, string Name, FilterTerms Terms, bool Mine, bool Shared, string OwnerName, int Count, bool CountIsExact, int Revision);

/// <summary>Whose filters the user sees, and what may be saved as one.</summary>
public sealed class TaskFilters(CaseDbContext db, TaskLists lists, DisplayNames names, CurrentUser user)
{
    /// <summary>A counter in the side says no more than this: beyond, it only matters that there are many.</summary>
    private const int CountedUpTo = 999;

    /// <summary>One's own, and those shared from one's own unit or one above it.</summary>
    public IQueryable<SavedFilter> Seen()
    {
        var (me, path) = (user.UserName, user.UnitPath);
        return db.Set<SavedFilter>().Where(f => f.Owner == me || (f.SharedUnder != null && path.StartsWith(f.SharedUnder)));
    }

    /// <summary>The refusal of a name or of terms that cannot be saved, or null.</summary>
    /// <param name="id">The filter that is changed; null for a new one.</param>
    /// <param name="name">Its name.</param>
    /// <param name="terms">What it looks for.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Refusal?> RefusedAsync(Guid? id, string name, FilterTerms terms, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > FilterLimits.LongestName) return FilterRefusals.NameRequired;
        if (terms.NarrowsNothing) return FilterRefusals.Empty;
        if (terms.Words?.Length > FilterLimits.LongestWords) return FilterRefusals.WordsTooLong;
        if (HttpJson.HasControl(name) || HttpJson.HasControl(terms.Words ?? "")) return HttpRefusals.ControlCharacters("/name", "/words");
        // A filter that would be refused whenever it is opened is refused now.
        if ((await lists.FindAsync(terms.List(), cancellationToken)).Refusal is { } unknown) return unknown;
        return await Seen().AnyAsync(f => f.Name == name && f.Id != id, cancellationToken) ? FilterRefusals.NameTaken(name) : null;
    }

    public async Task<SavedFilterRow> RowAsync(SavedFilter filter, CancellationToken cancellationToken)
    {
        var terms = new FilterTerms(filter.View, filter.Kind, filter.Class, filter.DueGroup, filter.Words, filter.Sort);
        var found = await lists.FindAsync(terms.List(), cancellationToken);
        // What no longer exists, such as a kind that a place has given up, finds nothing.
        var count = found.Ok ? await found.Value.Tasks.OrderBy(t => t.CreatedAt).Take(CountedUpTo + 1).CountAsync(cancellationToken) : 0;
        return new SavedFilterRow(
            filter.Id, filter.Name, terms, filter.Owner == user.UserName, filter.SharedUnder is not null, await names.OfAsync(filter.Owner, cancellationToken),
            Math.Min(count, CountedUpTo), count <= CountedUpTo, filter.Revision);
    }
}

internal static class FilterRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("filterNotFound", "没有这个筛选，可能已经删除或收回共享。");
    public static readonly Refusal NotYours = Refusal.NotAllowed("notYourFilter", "这个筛选是同事共享的，只有本人可以改名或删除；您可以另存一个。");
    public static readonly Refusal Empty = Refusal.Rule("filterEmpty", "请先选择环节、类别、截止或写下要找的字，再保存筛选。");
    public static readonly Refusal NameRequired = Refusal.Rule("filterNameRequired", $"请写 1 至 {FilterLimits.LongestName} 字的名称。", new FieldError("/name", $"1 至 {FilterLimits.LongestName} 字。"));
    public static readonly Refusal WordsTooLong = Refusal.Rule("filterWordsTooLong", $"要找的字最多 {FilterLimits.LongestWords} 个。", new FieldError("/words", $"最多 {FilterLimits.LongestWords} 字。"));
    public static readonly Refusal TooMany = Refusal.Rule("tooManyFilters", $"最多保存 {SaveFilterHandler.Most} 个筛选，请先删除不用的。");
    public static readonly Refusal NoUnit = Refusal.Rule("filterNoUnit", "您的账号不属于任何单位，没有可以共享的同事；筛选可以存为自己用。");
    public static readonly Refusal Changed = Refusal.Conflict("filterChanged", "这个筛选在别的窗口改过，请刷新后再改。");

    public static Refusal NameTaken(string name) => Refusal.Rule("filterNameTaken", $"已有名为“{name}”的筛选，请换一个名称。", new FieldError("/name", "这个名称已有。"));
}
