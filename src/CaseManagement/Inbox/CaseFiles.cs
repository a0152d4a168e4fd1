using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The files a task names: the user's own uploads that no case has yet, and files of the same case.</summary>
public sealed class CaseFiles(CaseDbContext db, CurrentUser user)
{
    /// <summary>The named files, tracked; what cannot be named is added to the errors.</summary>
    public async Task<IReadOnlyList<Attachment>> NamedAsync(
        Case @case, IReadOnlyList<FormField> form, JsonObject fields, IReadOnlyList<Guid> others, List<FieldError> errors, CancellationToken cancellationToken)
    {
        var named = FormRules.AttachmentsIn(form, fields).Concat(others).Distinct().ToList();
        if (named.Count == 0) return [];
        var files = await db.Set<Attachment>().Where(a => named.Contains(a.Id)).ToListAsync(cancellationToken);
        var usable = files.Where(a => a.CaseNumber == @case.Number || (a.CaseNumber is null && a.UploadedBy == user.UserName)).ToList();
        var bad = named.Except(usable.Select(a => a.Id)).ToHashSet();
        foreach (var field in form.Where(f => f.Type == "attachment" && FormRules.AttachmentsIn([f], fields).Any(bad.Contains)))
            errors.Add(new FieldError(FormRules.Pointer(field.Name), $"“{field.Label}”里有找不到的文件，请重新上传。"));
        if (others.Any(bad.Contains)) errors.Add(new FieldError("/attachments", "有找不到的文件，请重新上传。"));
        return usable;
    }

    /// <summary>The files that were handed in with a task.</summary>
    public async Task<IReadOnlyList<FactFile>> OfTaskAsync(TaskItem task, CancellationToken cancellationToken) =>
        await db.Set<Attachment>().AsNoTracking().Where(a => a.TaskId == task.Id).OrderBy(a => a.Id).Select(a => new FactFile(a.Id, a.FileName, a.Size)).ToListAsync(cancellationToken);

    /// <summary>The files that an event of the case names, such as the evidence of an appeal.</summary>
    /// <param name="case">The case.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="about">The id the event is about.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<IReadOnlyList<FactFile>> OfEventAsync(Case @case, string type, Guid about, CancellationToken cancellationToken)
    {
        var id = about.ToString();
        var data = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == @case.Number && e.Type == type && e.Data.Contains(id)).Select(e => e.Data).FirstOrDefaultAsync(cancellationToken);
        if (data is null || JsonNode.Parse(data)!["attachments"] is not JsonArray { Count: > 0 } named) return [];
        var ids = named.Select(n => Guid.Parse((string)n!["id"]!)).ToList();
        var files = await db.Set<Attachment>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken);
        return [.. files.OrderBy(f => ids.IndexOf(f.Id)).Select(f => new FactFile(f.Id, f.FileName, f.Size))];
    }
}
