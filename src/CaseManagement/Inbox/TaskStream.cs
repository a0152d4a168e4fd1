using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A change on a task: its stream is the task's case.</summary>
public interface ITaskChange : IChange
{
    Guid Id { get; }

    Task<string?> IChange.StreamAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        db.Tasks.Where(t => t.Id == Id).Select(t => t.CaseNumber).SingleOrDefaultAsync(cancellationToken);
}
