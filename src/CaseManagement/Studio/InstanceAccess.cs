using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>
/// Who sees which instances: whoever keeps the definitions sees that all of them run, whoever may read a case sees its instances.
/// What an instance of a case holds — inputs, variables, results — is for those who may read the case only.
/// </summary>
internal sealed class InstanceAccess(CaseDbContext db, CurrentUser user)
{
    public IQueryable<WorkflowInstance> Visible()
    {
        var instances = db.Instances.AsNoTracking();
        if (SeesAll) return instances;
        var cases = db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath));
        // Whoever draws workflows tries them, too: what runs without a case is theirs to see.
        var withoutCase = user.May(Acts.WorkflowEdit);
        return instances.Where(i => cases.Any(c => c.Number == i.StreamId) || withoutCase && !db.Cases.Any(c => c.Number == i.StreamId));
    }

    /// <summary>The incidents of the same, and of commands that belong to a case as a whole.</summary>
    public IQueryable<WorkflowIncident> VisibleIncidents()
    {
        var incidents = db.Incidents.AsNoTracking();
        if (SeesAll) return incidents;
        var cases = db.Cases.Where(user.Sees<Case>(Acts.ReadCase, c => c.UnitPath));
        var withoutCase = user.May(Acts.WorkflowEdit);
        return incidents.Where(i => cases.Any(c => c.Number == i.StreamId) || withoutCase && !db.Cases.Any(c => c.Number == i.StreamId));
    }

    /// <summary>The instance when the user may see that it runs.</summary>
    public async Task<SeenInstance?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead) || await Visible().SingleOrDefaultAsync(i => i.Id == instanceId, cancellationToken) is not { } row) return null;
        var unit = await db.Cases.Where(c => c.Number == row.StreamId).Select(c => c.UnitPath).SingleOrDefaultAsync(cancellationToken);
        return new SeenInstance(row, unit is not null, unit is null || user.May(Acts.ReadCase, unit));
    }

    private bool SeesAll => user.May(Acts.WorkflowEdit, "/") || user.May(Acts.Audit, "/");
}

/// <summary>An instance as a user may see it.</summary>
/// <param name="Row">The instance.</param>
/// <param name="IsOfCase">It runs a case, whose rules it obeys.</param>
/// <param name="SeesContent">Whether the user may see what it holds.</param>
internal sealed record SeenInstance(WorkflowInstance Row, bool IsOfCase, bool SeesContent);
