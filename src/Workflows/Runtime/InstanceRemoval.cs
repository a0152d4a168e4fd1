using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Deletes instances for good, with all the engine keeps of them. What a case still needs must never come here.</summary>
public sealed class InstanceRemoval(WorkflowDbContext db)
{
    /// <summary>Deletes these instances and their children, in the caller's transaction. Returns how many were deleted.</summary>
    public async Task<int> RemoveAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        if (instanceIds.Count == 0) return 0;
        var ids = instanceIds.ToList();
        for (var parents = ids; parents.Count > 0; ids = [.. ids, .. parents])
        {
            var above = parents;
            parents = await db.Instances.Where(i => i.ParentInstanceId != null && above.Contains(i.ParentInstanceId) && !ids.Contains(i.Id)).Select(i => i.Id).ToListAsync(cancellationToken);
        }

        await db.Journal.Where(e => ids.Contains(e.InstanceId)).ExecuteDeleteAsync(cancellationToken);
        await db.Bookmarks.Where(b => ids.Contains(b.InstanceId)).ExecuteDeleteAsync(cancellationToken);
        await db.Incidents.Where(i => i.InstanceId != null && ids.Contains(i.InstanceId)).ExecuteDeleteAsync(cancellationToken);
        await db.Commands.Where(c => c.InstanceId != null && ids.Contains(c.InstanceId)).ExecuteDeleteAsync(cancellationToken);
        return await db.Instances.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
